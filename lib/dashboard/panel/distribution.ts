import type { Mistake } from '../../core/mistake';
import type { Observed, Unit } from '../../core/unit';
import { observedUnit } from '../../core/unit';
import type { Sample } from '../../metric/declaration';
import type { Operand } from '../../promql/label-types';
import { nodeOf } from '../../promql/vector';
import type { DisplayOf } from '../display';
import { displayOf } from '../display';
import { legendPlaceholder } from '../legend';
import type { Query } from '../query';
import { makeQuery } from '../query';
import type { Frame, PanelOptions } from './frame';
import { frame } from './frame';
import type { SameUnitQueries } from './time-series';

/** A heatmap is made of the rates of buckets, and of nothing but buckets. */
type Bucketed<S extends Sample, L extends string> = S extends 'bucketRates'
  ? [L] extends ['le']
    ? [L] extends [never]
      ? Mistake<"keep 'le' in the aggregation: a heatmap is made of the buckets">
      : unknown
    : Mistake<`a heatmap shows the buckets of one distribution: sum by 'le' alone, without '${Exclude<L, 'le'>}'`>
  : S extends 'nativeRates'
    ? unknown
    : Mistake<'a heatmap is made of the rate() or increase() of a histogram'>;

export interface HeatmapOptions<S extends Sample, U extends Unit, L extends string> extends PanelOptions {
  /** `sum(increase(latency.buckets, minutes(5))).by('le')` */
  readonly of: Operand<S, U, L> & Bucketed<S, L>;
  /** How bounds are written. @default as the unit wants */
  readonly display?: DisplayOf<Observed<NoInfer<U>>>;
}

export interface HeatmapPanel extends Frame {
  readonly kind: 'heatmap';
  readonly queries: readonly [Query];
  readonly display: string | undefined;
}

/** How the values of a histogram are spread, over time: what a single quantile hides. */
export function heatmap<S extends Sample, U extends Unit, L extends string>(title: string, options: HeatmapOptions<S, U, L>): HeatmapPanel {
  const query = makeQuery(nodeOf(options.of), legendPlaceholder('le'));
  return Object.freeze({ kind: 'heatmap', ...frame(title, options), queries: [query] as const, display: options.display ?? displayOf(query.unit === undefined ? undefined : observedUnit(query.unit)) });
}

export interface HistogramOptions<U extends Unit> extends PanelOptions {
  readonly queries: SameUnitQueries<U>;
  /** How values are written. @default as the unit wants */
  readonly display?: DisplayOf<NoInfer<U>>;
}

export interface HistogramPanel extends Frame {
  readonly kind: 'histogram';
  readonly queries: readonly Query[];
  readonly display: string | undefined;
}

/** How often each value occurs among the series and moments of the range. */
export function histogram<U extends Unit>(title: string, options: HistogramOptions<U>): HistogramPanel {
  return Object.freeze({ kind: 'histogram', ...frame(title, options), queries: options.queries, display: options.display ?? displayOf(options.queries[0].unit) });
}
