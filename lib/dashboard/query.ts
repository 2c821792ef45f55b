import type { Mistake } from '../core/mistake';
import type { Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { Operand } from '../promql/label-types';
import { infer, isVector } from '../promql/infer';
import type { Node } from '../promql/node';
import type { LabelSet } from '../promql/shape';
import { noLabels } from '../promql/shape';
import { nodeOf } from '../promql/vector';
import type { FilledTemplate, Legend, SeriesText } from './legend';
import { fillTemplate, legendPlaceholder, linkPlaceholder } from './legend';
import type { Link } from './link';
import type { LabelVariable } from './variable';

/** What a panel draws must mean something at each moment: a counter or a raw histogram does not. */
export type Drawable<S extends Sample> = S extends 'gauge'
  ? unknown
  : S extends 'counter'
    ? Mistake<'a raw counter shows how long the process has been running: take rate() or increase() first'>
    : S extends 'bucketRates' | 'nativeRates'
      ? Mistake<'a line per bucket tells nobody anything: take quantile(), or draw a heatmap()'>
      : Mistake<'a raw histogram shows how long the process has been running: take rate(), then quantile(), or draw a heatmap()'>;

/** A legend is a must where there are labels to tell lines apart by. */
type LegendArguments<L extends string> = [L] extends [never] ? [legend?: Legend<L>, options?: QueryOptions<L>] : [legend: Legend<L>, options?: QueryOptions<L>];

export interface QueryOptions<L extends string> {
  /** Where a click on a line leads, with that line's labels. @default nowhere */
  readonly links?: (series: SeriesText<L>) => readonly Link[];
}

/** An expression as a panel shows it: with the name of its lines. Immutable. */
export class Query<U extends Unit = Unit> {
  /** The expression as it was written, without the reader's choices. */
  readonly expression: Node;
  /** Undefined where the metric is unknown. */
  readonly unit: Unit | undefined;
  readonly labels: LabelSet;
  readonly legend: FilledTemplate | undefined;
  readonly links: readonly Link[];
  /** Labels that the links name although the expression does not yield them. */
  readonly unknownInLinks: readonly string[];
  readonly narrowings: readonly LabelVariable[];
  readonly #parts: QueryParts;
  declare readonly __unit: U;

  constructor(parts: QueryParts) {
    this.#parts = parts;
    this.expression = parts.expression;
    this.unit = parts.unit;
    this.labels = parts.labels;
    this.legend = parts.legend;
    this.links = parts.links;
    this.unknownInLinks = parts.unknownInLinks;
    this.narrowings = parts.narrowings;
    Object.freeze(this);
  }

  /** Shows only what the reader chose: `query(...).narrowedBy(routeVariable)` adds `route=~"$route"` to every selector that has a route. */
  narrowedBy(...variables: readonly LabelVariable[]): Query<U> {
    return new Query({ ...this.#parts, narrowings: Object.freeze([...this.narrowings, ...variables]) });
  }
}

type QueryParts = Pick<Query, 'expression' | 'unit' | 'labels' | 'legend' | 'links' | 'unknownInLinks' | 'narrowings'>;

/**
 * What a panel shows: `query(requestRate.by('route'), ({ labels }) => labels.route)` prints
 *
 *     {"expr": "sum by (route) (rate(http_requests_total{job=\"canvascast-api\"}[5m]))", "legendFormat": "{{route}}"}
 *
 * An expression without labels is one line, named after its panel unless it has a name of its own.
 */
export function query<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & Drawable<S>, ...[legend, options]: LegendArguments<L>): Query<U> {
  return makeQuery(nodeOf(of), legend, options);
}

/** The same without the type checks of `query`, for panels that have their own. */
export function makeQuery<U extends Unit, L extends string>(node: Node, legend: string | ((series: SeriesText<L>) => string) | undefined, options?: QueryOptions<L>): Query<U> {
  const shape = infer(node);
  const labels = isVector(shape) ? shape.labels : noLabels;
  const links = options?.links === undefined ? undefined : fillTemplate(options.links, labels, linkPlaceholder);
  return new Query({
    expression: node,
    unit: shape.kind === 'string' ? undefined : shape.unit,
    labels,
    legend: legend === undefined ? undefined : filledLegend(legend, labels),
    links: links?.result ?? [],
    unknownInLinks: links?.unknown ?? [],
    narrowings: [],
  });
}

function filledLegend<L extends string>(legend: string | ((series: SeriesText<L>) => string), labels: LabelSet): FilledTemplate {
  if (typeof legend === 'string') return { text: legend, named: new Set(), unknown: [] };
  const { result, named, unknown } = fillTemplate(legend, labels, legendPlaceholder);
  return { text: result, named, unknown };
}
