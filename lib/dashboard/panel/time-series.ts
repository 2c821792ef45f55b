import type { Duration } from '../../core/duration';
import type { Quantity } from '../../core/quantity';
import type { Unit } from '../../core/unit';
import type { DisplayOf } from '../display';
import { displayOf } from '../display';
import type { Query } from '../query';
import type { Thresholds } from '../threshold';
import type { IntervalVariable } from '../variable';
import type { Frame, PanelOptions } from './frame';
import { frame } from './frame';

/** How far every `rate()` of a panel looks back: as it was written, as far as a point on the screen stands for, or as the reader chooses. */
export type RateWindow = 'fixed' | 'zoom' | IntervalVariable;

/** Queries of one unit: one axis measures one thing. The first one sets the unit. */
export type SameUnitQueries<U extends Unit> = readonly [Query<U>, ...Query<NoInfer<U>>[]];

export interface TimeSeriesOptions<U extends Unit, R extends Unit> extends PanelOptions {
  readonly queries: SameUnitQueries<U>;
  /** What is measured in another unit, on an axis of its own. @default nothing */
  readonly right?: { readonly queries: SameUnitQueries<R>; readonly display?: DisplayOf<NoInfer<R>> };
  /** Drawn as lines of their colour. @default none */
  readonly thresholds?: Thresholds<NoInfer<U>>;
  /** How values are written. @default as the unit wants */
  readonly display?: DisplayOf<NoInfer<U>>;
  /** @default lines */
  readonly style?: 'lines' | 'bars';
  /** Puts the series on top of each other; only for parts of a whole. @default false */
  readonly stacked?: boolean;
  readonly axis?: Axis<NoInfer<U>>;
  /** Least distance of two points. For bars, what one bar stands for. @default Grafana's choice, by the width of the screen */
  readonly step?: Duration;
  /**
   * `zoom` lets every `rate()` look back as far as one point on the screen stands for (`$__rate_interval`), so that no
   * peak falls between two points of a long range; a variable lets the reader choose; `fixed` keeps the alert's own
   * window. @default fixed
   */
  readonly window?: RateWindow;
}

export interface Axis<U extends Unit> {
  /** @default 0, lower only where the data is */
  readonly from?: Quantity<U>;
  /** @default where the data ends */
  readonly to?: Quantity<U>;
  /** @default linear */
  readonly scale?: 'linear' | 'logarithmic';
}

export interface TimeSeriesPanel extends Frame {
  readonly kind: 'timeSeries';
  readonly queries: readonly Query[];
  readonly right: { readonly queries: readonly Query[]; readonly display: string | undefined } | undefined;
  readonly thresholds: Thresholds | undefined;
  readonly display: string | undefined;
  readonly style: 'lines' | 'bars';
  readonly isStacked: boolean;
  readonly axis: Axis<Unit>;
  readonly step: Duration | undefined;
  readonly window: RateWindow;
}

/** Values over time, a line for each series. */
export function timeSeries<U extends Unit, R extends Unit = Unit>(title: string, options: TimeSeriesOptions<U, R>): TimeSeriesPanel {
  const { right } = options;
  return Object.freeze({
    kind: 'timeSeries',
    ...frame(title, options),
    queries: options.queries,
    right: right === undefined ? undefined : { queries: right.queries, display: right.display ?? displayOf(right.queries[0].unit) },
    thresholds: options.thresholds,
    display: options.display ?? displayOf(options.queries[0].unit),
    style: options.style ?? 'lines',
    isStacked: options.stacked ?? false,
    axis: options.axis ?? {},
    step: options.step,
    window: options.window ?? 'fixed',
  });
}
