import type { Unit } from '../core/unit';
import { differenceUnit, namedUnit, perSecondUnit, varianceUnit } from '../core/unit';
import { matcherTest } from '../metric/series';
import { isOpen } from '../metric/declaration';
import { arithmeticUnit } from '../promql/arithmetic';
import type { LabelSet } from '../promql/shape';
import { dropped, either, kept, noLabels, withIncluded } from '../promql/shape';
import { labelFlow } from './label-flow';
import type { LogNode, LogqlBinaryNode, LogqlNode, MetricNode, RangeAggregateNode, StreamMatcher, Unwrap, VectorAggregateNode } from './node';
import { isComparison, isSetOperator } from './precedence';
import type { LogStreamDeclaration } from './stream-declaration';

/** What a query yields, as far as the declarations tell. */
export type LogqlShape = LinesShape | SeriesShape | NumberShape;

/** Log lines with labels. */
export interface LinesShape {
  readonly kind: 'lines';
  readonly labels: LabelSet;
}

/** An instant vector; over a range of time it is drawn as lines. */
export interface SeriesShape {
  readonly kind: 'instant';
  /** Undefined where nothing tells what an unwrapped number counts, or where units were mixed. */
  readonly unit: Unit | undefined;
  readonly labels: LabelSet;
}

export interface NumberShape {
  readonly kind: 'scalar';
  readonly unit: Unit | undefined;
}

/**
 * What a query yields: kind, unit, and labels with their possible values. Works on built queries, which carry their
 * declarations, and on parsed ones with the streams that somebody declared. What is not known comes out as undefined or
 * `hasOthers`.
 *
 *     inferLogql(parseLogql('sum by (route) (rate({service_name="api"} | json [5m]))'))
 *     // { kind: 'instant', unit: 'lines/s', labels: route }
 */
export function inferLogql(node: LogqlNode, streams: readonly LogStreamDeclaration[] = []): LogqlShape {
  switch (node.kind) {
    case 'log':
      return { kind: 'lines', labels: labelFlow(node, declarationsOf(node, streams)).result };
    case 'number':
      return { kind: 'scalar', unit: node.unit };
    case 'vector':
      return { kind: 'instant', unit: node.unit, labels: noLabels };
    case 'rangeAggregate':
      return inferRange(node, streams);
    case 'vectorAggregate':
      return inferAggregate(node, streams);
    case 'labelReplace': {
      const inner = seriesOf(node.expression, streams);
      return { ...inner, labels: { known: new Map([...inner.labels.known, [node.to, { values: 'open', isOptional: true }]]), hasOthers: inner.labels.hasOthers } };
    }
    case 'binary':
      return inferBinary(node, streams);
    case 'variants':
      return { kind: 'instant', unit: undefined, labels: { known: new Map(), hasOthers: true } };
  }
}

/** The declarations of the streams that a query may read: its own where it was built, otherwise every one whose labels can satisfy the selector. */
export function declarationsOf({ declaration, matchers }: LogNode, streams: readonly LogStreamDeclaration[]): readonly LogStreamDeclaration[] {
  return declaration === undefined ? streams.filter(({ labels }) => matchers.every((matcher) => canSatisfy(labels, matcher))) : [declaration];
}

/** Whether some stream of this declaration satisfies the matcher. A label that is not declared is empty. */
export function canSatisfy(labels: LogStreamDeclaration['labels'], matcher: StreamMatcher): boolean {
  const passes = matcherTest(matcher);
  const values = labels[matcher.label];
  if (values === undefined) return passes('');
  return isOpen(values) || values.some(passes);
}

function seriesOf(node: MetricNode, streams: readonly LogStreamDeclaration[]): SeriesShape {
  const shape = inferLogql(node, streams);
  return shape.kind === 'instant' ? shape : { kind: 'instant', unit: shape.kind === 'scalar' ? shape.unit : undefined, labels: noLabels };
}

function inferRange(node: RangeAggregateNode, streams: readonly LogStreamDeclaration[]): SeriesShape {
  const { operator, range, grouping } = node;
  const { result } = labelFlow(range.log, declarationsOf(range.log, streams));
  const unit = rangeUnit(operator, range.unwrap);
  if (operator === 'absent_over_time') return { kind: 'instant', unit, labels: absentLabels(range.log) };
  if (grouping?.mode === 'by') return { kind: 'instant', unit, labels: kept(result, grouping.labels) };
  // Source: `NewLabelSampleExtractor` in pkg/logql/log/metrics_extraction.go takes the unwrapped label away where nothing groups by labels.
  const gone = [...(range.unwrap === undefined ? [] : [range.unwrap.label]), ...(grouping?.labels ?? [])];
  return { kind: 'instant', unit, labels: dropped(result, gone) };
}

/** Equalities of the selector, one per label. Source: `absentLabels` in pkg/logql/evaluator.go. */
function absentLabels({ matchers }: LogNode): LabelSet {
  const alone = matchers.filter(({ label, operator }) => operator === '=' && matchers.filter((other) => other.label === label).length === 1);
  return { known: new Map(alone.map(({ label, value }) => [label, { values: [value], isOptional: false }])), hasOthers: false };
}

function rangeUnit(operator: RangeAggregateNode['operator'], unwrap: Unwrap | undefined): Unit | undefined {
  const unit = unwrap === undefined ? undefined : unwrap.conversion === undefined ? unwrap.unit : unwrap.conversion === 'bytes' ? 'bytes' : 'seconds';
  switch (operator) {
    case 'count_over_time':
      return 'lines';
    case 'bytes_over_time':
      return 'bytes';
    case 'bytes_rate':
      return 'bytes/s';
    case 'absent_over_time':
      return 'ratio';
    case 'rate':
      if (unwrap === undefined) return 'lines/s';
      return unit === undefined ? undefined : perSecondUnit(unit);
    case 'rate_counter':
      return unit === undefined ? undefined : perSecondUnit(unit);
    case 'stddev_over_time':
      return unit === undefined ? undefined : differenceUnit(unit, unit);
    case 'stdvar_over_time':
      return unit === undefined ? undefined : varianceUnit(unit);
    case 'sum_over_time':
    case 'avg_over_time':
    case 'min_over_time':
    case 'max_over_time':
    case 'quantile_over_time':
    case 'first_over_time':
    case 'last_over_time':
      return unit;
  }
}

function inferAggregate({ operator, expression, grouping }: VectorAggregateNode, streams: readonly LogStreamDeclaration[]): SeriesShape {
  const inner = seriesOf(expression, streams);
  switch (operator) {
    case 'topk':
    case 'bottomk':
    case 'approx_topk':
    case 'sort':
    case 'sort_desc':
      return inner;
    default: {
      const labels = grouping === undefined ? noLabels : grouping.mode === 'by' ? kept(inner.labels, grouping.labels) : dropped(inner.labels, grouping.labels);
      return { kind: 'instant', unit: aggregatedUnit(operator, inner.unit), labels };
    }
  }
}

function aggregatedUnit(operator: VectorAggregateNode['operator'], unit: Unit | undefined): Unit | undefined {
  if (operator === 'count') return 'series';
  if (unit === undefined) return undefined;
  return operator === 'stddev' ? differenceUnit(unit, unit) : operator === 'stdvar' ? varianceUnit(unit) : unit;
}

function inferBinary(node: LogqlBinaryNode, streams: readonly LogStreamDeclaration[]): LogqlShape {
  const [left, right] = [inferLogql(node.left, streams), inferLogql(node.right, streams)];
  const units = [left, right].map((shape) => (shape.kind === 'lines' ? undefined : shape.unit));
  const unit = unitOfResult(node, units[0], units[1]);
  if (left.kind !== 'instant') return right.kind === 'instant' ? { ...right, unit } : { kind: 'scalar', unit };
  if (right.kind !== 'instant') return { ...left, unit };
  if (node.operator === 'or') return { kind: 'instant', unit, labels: either(left.labels, right.labels) };
  return { kind: 'instant', unit, labels: isSetOperator(node.operator) ? left.labels : matchedLabels(node, left.labels, right.labels) };
}

function matchedLabels({ matching }: LogqlBinaryNode, left: LabelSet, right: LabelSet): LabelSet {
  if (matching === undefined) return left;
  if (matching.group?.side === 'left') return withIncluded(left, right, matching.group.include);
  if (matching.group?.side === 'right') return withIncluded(right, left, matching.group.include);
  return matching.mode === 'on' ? kept(left, matching.labels) : dropped(left, matching.labels);
}

function unitOfResult({ operator, bool, left, right }: LogqlBinaryNode, a: Unit | undefined, b: Unit | undefined): Unit | undefined {
  if (isComparison(operator)) return bool === true ? 'ratio' : isPlain(left) ? b : a;
  if (isSetOperator(operator)) return operator !== 'or' || a === b || isPlain(right) ? a : undefined;
  // A number of a text has whatever unit makes sense of it.
  if (isPlain(right)) return operator === '^' && a !== undefined ? namedUnit('power', a) : a;
  if (isPlain(left)) return operator === '+' || operator === '-' || operator === '*' ? b : undefined;
  return arithmeticUnit(operator, a, b);
}

function isPlain(node: MetricNode): boolean {
  return (node.kind === 'number' || node.kind === 'vector') && node.unit === undefined;
}
