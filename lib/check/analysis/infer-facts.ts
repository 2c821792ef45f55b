import { differenceUnit, productUnit, quotientUnit, sumUnit } from '../../core/unit';
import { calculated } from '../../promql/arithmetic';
import type { AggregateNode, ArithmeticOperator, BinaryNode, Node } from '../../promql/node';
import { isComparison, isSetOperator, isTrim } from '../../promql/node';
import type { LabelSet } from '../../promql/shape';
import { dropped, either, kept, noLabels, withIncluded } from '../../promql/shape';
import type { KnownMetrics } from '../model/known-metrics';
import type { Facts } from './facts';
import { isVectorFacts, scalarFacts, stringFacts, vectorFacts } from './facts';
import { inferCall } from './infer-call';
import type { Interval } from './interval';
import { added, anything, dividedBy, exactly, filtered, hull, minus, mirrored, negated, nonNegative, one, plus, share, times } from './interval';
import { selected } from './selection';
import type { PartOfWhole } from './part-of-whole';
import { nameOf } from './part-of-whole';

/** The facts of one node, from those of its children. */
export function inferFacts(node: Node, factsOf: (child: Node) => Facts, known: KnownMetrics, partOfWhole: PartOfWhole): Facts {
  switch (node.kind) {
    case 'number':
      return scalarFacts({ constant: node.value, values: exactly(node.value) });
    case 'string':
      return stringFacts;
    case 'selector':
      return selected(node, known);
    case 'range':
      return { ...factsOf(node.selector), kind: 'range' };
    case 'subquery':
      return { ...factsOf(node.expression), kind: 'range' };
    case 'paren':
      return factsOf(node.expression);
    case 'unary':
      return node.operator === '+' ? factsOf(node.expression) : signed(factsOf(node.expression));
    case 'aggregate':
      return aggregated(node, factsOf(node.expression));
    case 'call':
      return inferCall(node, factsOf);
    case 'binary':
      return combined(node, factsOf(node.left), factsOf(node.right), partOfWhole);
  }
}

function signed(facts: Facts): Facts {
  return { ...facts, scale: -facts.scale, values: negated(facts.values), constant: facts.constant === undefined ? undefined : -facts.constant, share: undefined };
}

function aggregated(node: AggregateNode, inner: Facts): Facts {
  const { operator, grouping, parameter } = node;
  if (operator === 'topk' || operator === 'bottomk' || operator === 'limitk' || operator === 'limit_ratio') return { ...inner, kind: 'instant' };
  const grouped = grouping === undefined ? noLabels : grouping.mode === 'by' ? kept(inner.labels, grouping.labels) : dropped(inner.labels, grouping.labels);
  const keepsBuckets = (operator === 'sum' || operator === 'avg') && (inner.sample === 'bucketRates' || inner.sample === 'nativeRates');
  return vectorFacts({
    sample: keepsBuckets ? inner.sample : inner.sample === undefined ? undefined : 'gauge',
    isGuess: inner.isGuess,
    buckets: keepsBuckets ? inner.buckets : undefined,
    isCondition: inner.isCondition,
    declaration: inner.declaration,
    isLifetime: inner.isLifetime && operator !== 'count' && operator !== 'group' && operator !== 'count_values',
    labels: operator === 'count_values' && parameter?.kind === 'string' ? withLabel(grouped, parameter.value) : grouped,
    ...aggregatedValues(operator, inner),
  });
}

function withLabel(labels: LabelSet, name: string): LabelSet {
  return { known: new Map([...labels.known, [name, { values: 'open', isOptional: false }]]), hasOthers: labels.hasOthers };
}

function aggregatedValues(operator: AggregateNode['operator'], { unit, scale, values, share: isShare, constant }: Facts): Partial<Facts> {
  switch (operator) {
    case 'sum':
      // A sum of ratios is a number of things: `sum(up)` counts targets.
      return { unit: unit === 'ratio' ? undefined : unit, scale, values: added(values) };
    case 'count':
    case 'count_values':
      return { values: { min: 1, max: Infinity } };
    case 'group':
      return { values: one };
    case 'stdvar':
      return { values: nonNegative };
    case 'stddev':
      return { unit, scale, values: nonNegative };
    case 'avg':
    case 'min':
    case 'max':
    case 'quantile':
    case 'topk':
    case 'bottomk':
    case 'limitk':
    case 'limit_ratio':
      return { unit, scale, values, share: isShare, constant };
  }
}

function combined(node: BinaryNode, left: Facts, right: Facts, partOfWhole: PartOfWhole): Facts {
  const { operator } = node;
  if (isComparison(operator)) return compared(node, left, right);
  if (isSetOperator(operator)) return operator === 'or' ? joined(left, right) : { ...left, kind: 'instant', isCondition: true };
  if (isTrim(operator)) return left;
  const isScalar = !isVectorFacts(left) && !isVectorFacts(right);
  const shared: Partial<Facts> = {
    isGuess: left.isGuess || right.isGuess,
    isCondition: left.isCondition || right.isCondition,
    // A counter less another is what is open now; less itself some time ago it is an increase, written by hand.
    isLifetime: operator === '-' ? left.isLifetime !== right.isLifetime : left.isLifetime || right.isLifetime,
    constant: left.constant === undefined || right.constant === undefined ? undefined : calculated(operator, left.constant, right.constant),
    ...quantityOf(operator, left, right),
    values: valuesOf(operator, left.values, right.values),
  };
  const quotient = operator === '/' ? { ...shared, ...quotientFacts(node, left, right, partOfWhole) } : shared;
  const result = operator === '-' && left.constant === 1 && right.share !== undefined ? { ...quotient, share: right.share } : quotient;
  return isScalar ? scalarFacts(result) : vectorFacts({ ...result, sample: histogramOf(left, right) ?? 'gauge', buckets: left.buckets, labels: matchedLabels(node, left, right) });
}

/** A histogram times or divided by a number is still one. */
function histogramOf(left: Facts, right: Facts): Facts['sample'] {
  const isHistogram = left.sample === 'bucketRates' || left.sample === 'nativeRates';
  return isHistogram && right.constant !== undefined ? left.sample : undefined;
}

function compared(node: BinaryNode, left: Facts, right: Facts): Facts {
  const { operator, bool } = node;
  if (!isComparison(operator)) return left;
  const isScalar = !isVectorFacts(left) && !isVectorFacts(right);
  if (bool === true) {
    const yielded = { unit: 'ratio', values: share } as const;
    return isScalar ? scalarFacts(yielded) : vectorFacts({ ...yielded, sample: 'gauge', isCondition: left.isCondition || right.isCondition, labels: matchedLabels(node, left, right) });
  }
  const [vector, limit, sign] = isVectorFacts(left) ? [left, right, operator] : [right, left, mirrored(operator)];
  return { ...vector, kind: 'instant', isCondition: true, values: filtered(vector.values, sign, limit.values), labels: isVectorFacts(left) && isVectorFacts(right) ? matchedLabels(node, left, right) : vector.labels };
}

function joined(left: Facts, right: Facts): Facts {
  const isUnitKnown = left.unit === right.unit || right.constant !== undefined;
  return vectorFacts({
    sample: left.sample === right.sample || right.constant !== undefined ? left.sample : undefined,
    isGuess: left.isGuess || right.isGuess,
    unit: isUnitKnown ? left.unit : undefined,
    scale: left.scale,
    values: hull(left.values, right.values),
    share: left.share !== undefined && right.constant === 0 ? left.share : left.share === right.share ? left.share : undefined,
    isCondition: left.isCondition && right.isCondition,
    isLifetime: left.isLifetime || right.isLifetime,
    buckets: left.buckets,
    declaration: left.declaration === right.declaration || right.constant !== undefined ? left.declaration : undefined,
    labels: either(left.labels, right.labels),
  });
}

function matchedLabels({ matching }: BinaryNode, left: Facts, right: Facts): LabelSet {
  if (!isVectorFacts(left)) return right.labels;
  if (!isVectorFacts(right) || matching === undefined) return left.labels;
  if (matching.group?.side === 'left') return withIncluded(left.labels, right.labels, matching.group.include);
  if (matching.group?.side === 'right') return withIncluded(right.labels, left.labels, matching.group.include);
  return matching.mode === 'on' ? kept(left.labels, matching.labels) : dropped(left.labels, matching.labels);
}

function quotientFacts(node: BinaryNode, left: Facts, right: Facts, partOfWhole: PartOfWhole): Partial<Facts> {
  if (right.constant !== undefined || !isVectorFacts(left)) return {};
  const mean = meanOf(node, left, right);
  if (mean !== undefined) return { unit: mean, scale: 1, values: nonNegative };
  const kind = partOfWhole(node);
  if (kind === undefined) return {};
  return { share: kind, unit: 'ratio', scale: 1, ...(kind === 'certain' ? { values: share } : { values: nonNegative }) };
}

/** The unit of `x_sum / x_count`: the mean of what a histogram or summary observed. */
function meanOf(node: BinaryNode, left: Facts, right: Facts): string | undefined {
  const [sum, count] = [nameOf(node.left), nameOf(node.right)];
  if (sum?.endsWith('_sum') !== true || count !== `${sum.slice(0, -'_sum'.length)}_count`) return undefined;
  return left.declaration !== undefined && left.declaration === right.declaration && left.declaration.unit !== '' ? left.declaration.unit : undefined;
}

/**
 * Unit and scale. A bare number takes whatever unit makes sense of it: in a product it is a factor, in a sum it has
 * the other side's unit.
 */
function quantityOf(operator: ArithmeticOperator, left: Facts, right: Facts): Partial<Facts> {
  // What is left of a moment is the time since the last whole day or hour.
  if (right.constant !== undefined && operator === '%' && left.unit === 'timestamp') return { unit: 'seconds', scale: left.scale };
  if (right.constant !== undefined) return operator === '^' || operator === 'atan2' ? {} : { unit: left.unit, scale: left.scale * factor(operator, right.constant), declaration: left.declaration, ...ofRatio(operator, left, right.constant) };
  if (left.constant !== undefined) {
    if (operator === '+' || operator === '-') return { unit: right.unit, scale: operator === '-' ? -right.scale : right.scale, declaration: right.declaration };
    return operator === '*' ? { unit: right.unit, scale: right.scale * left.constant, declaration: right.declaration, ...ofRatio(operator, right, left.constant) } : {};
  }
  const [a, b] = [left.unit, right.unit];
  if (a === undefined || b === undefined) return {};
  switch (operator) {
    case '+':
      return { unit: sumUnit(a, b), scale: left.scale };
    case '-':
      return { unit: differenceUnit(a, b), scale: Math.abs(left.scale) };
    case '*':
      return { unit: simple(productUnit(a, b)), scale: left.scale * right.scale };
    case '/':
      return { unit: simple(quotientUnit(a, b)), scale: left.scale / right.scale };
    case '%':
      return { unit: a, scale: left.scale };
    case '^':
    case 'atan2':
      return {};
  }
}

/** What errors per requests are, a share or something else, the words do not tell. */
function simple(unit: string): string | undefined {
  return unit.includes(' per ') || unit.includes(' times ') ? undefined : unit;
}

function factor(operator: ArithmeticOperator, constant: number): number {
  return operator === '*' ? constant : operator === '/' ? 1 / constant : 1;
}

/** A share stays one when it is written in percent. */
function ofRatio(operator: ArithmeticOperator, vector: Facts, constant: number): Partial<Facts> {
  return vector.share !== undefined && ((operator === '*' && constant === 100) || (operator === '/' && constant === 1)) ? { share: vector.share } : {};
}

function valuesOf(operator: ArithmeticOperator, a: Interval, b: Interval): Interval {
  switch (operator) {
    case '+':
      return plus(a, b);
    case '-':
      return minus(a, b);
    case '*':
      return times(a, b);
    case '/':
      return dividedBy(a, b);
    case '%':
      return a.min >= 0 ? { min: 0, max: a.max } : anything;
    case '^':
      return a.min >= 0 ? nonNegative : anything;
    case 'atan2':
      return anything;
  }
}
