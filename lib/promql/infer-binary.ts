import type { Unit } from '../core/unit';
import { namedUnit } from '../core/unit';
import type { MetricDeclaration, Sample } from '../metric/declaration';
import { arithmeticUnit } from './arithmetic';
import type { ArithmeticOperator, BinaryNode, Node, SelectorNode } from './node';
import { isComparison, isSetOperator, isTrim, unwrapped } from './node';
import type { LabelSet, Shape } from './shape';
import { dropped, either, isVector, kept, withIncluded } from './shape';

/** What the inference of an operator asks of the nodes around it. */
export interface Surroundings {
  readonly shapeOf: (side: Node) => Shape;
  /** Every declaration that a selector may mean. */
  readonly declarationsOf: (selector: SelectorNode) => readonly MetricDeclaration[];
}

/** The shape of an operator with two sides. */
export function inferBinary(node: BinaryNode, around: Surroundings): Shape {
  const [left, right] = [around.shapeOf(node.left), around.shapeOf(node.right)];
  if (left.kind === 'string' || right.kind === 'string') return { kind: 'scalar', unit: undefined };
  const unit = unitOfResult(node, left, right, around);
  const sample = sampleOfResult(node, isVector(left) ? left.sample : 'gauge', isVector(right) ? right.sample : 'gauge');
  if (!isVector(left)) return isVector(right) ? { ...right, sample: filters(node) ? right.sample : sample, unit } : { kind: 'scalar', unit };
  if (!isVector(right)) return { ...left, sample, unit };
  if (node.operator === 'or') return { kind: 'instant', sample: left.sample === right.sample ? left.sample : undefined, unit, labels: either(left.labels, right.labels) };
  if (isSetOperator(node.operator)) return left;
  return { kind: 'instant', sample, unit, labels: matchedLabels(node, left.labels, right.labels) };
}

function filters({ operator, bool }: BinaryNode): boolean {
  return isComparison(operator) && bool !== true;
}

/** A histogram stays one through filters, trims, sums of its kind, factors and divisors; everything else is a number. */
function sampleOfResult(node: BinaryNode, left: Sample | undefined, right: Sample | undefined): Sample | undefined {
  const { operator } = node;
  if (filters(node) || isTrim(operator)) return left;
  if (left === undefined || right === undefined) return undefined;
  if (isComparison(operator)) return 'gauge';
  switch (operator) {
    case '+':
    case '-':
      return isRates(left) && left === right ? left : 'gauge';
    case '*':
      return isRates(left) ? left : isRates(right) ? right : 'gauge';
    case '/':
      return isRates(left) ? left : 'gauge';
    default:
      return 'gauge';
  }
}

function isRates(sample: Sample): boolean {
  return sample === 'bucketRates' || sample === 'nativeRates';
}

function matchedLabels({ matching }: BinaryNode, left: LabelSet, right: LabelSet): LabelSet {
  if (matching === undefined) return left;
  if (matching.group?.side === 'left') return withIncluded(left, right, matching.group.include);
  if (matching.group?.side === 'right') return withIncluded(right, left, matching.group.include);
  return matching.mode === 'on' ? kept(left, matching.labels) : dropped(left, matching.labels);
}

function unitOfResult(node: BinaryNode, a: Exclude<Shape, { kind: 'string' }>, b: Exclude<Shape, { kind: 'string' }>, around: Surroundings): Unit | undefined {
  const { operator, bool, left, right } = node;
  if (isComparison(operator)) return bool === true ? 'ratio' : isVector(a) ? a.unit : b.unit;
  if (isTrim(operator)) return a.unit;
  if (isSetOperator(operator)) return a.unit === b.unit || operator !== 'or' || isPlain(right) ? a.unit : undefined;
  if (operator === '/') {
    const averaged = averagedHistogram(left, right, around);
    if (averaged !== undefined) return averaged.unit;
  }
  if (isPlain(right)) return besidePlain(operator, a.unit);
  if (isPlain(left)) return operator === '+' || operator === '-' || operator === '*' ? b.unit : operator === 'atan2' ? 'radians' : undefined;
  return arithmeticUnit(operator, a.unit, b.unit);
}

/** A number of a text, or `vector(0)`: a factor or an offset without a unit of its own. */
function isPlain(node: Node): boolean {
  if (node.kind === 'paren' || node.kind === 'unary') return isPlain(node.expression);
  return (node.kind === 'number' && node.unit === undefined) || (node.kind === 'call' && node.name === 'vector' && node.arguments.every(isPlain));
}

/** A bare number takes whatever unit makes sense of it: in a product it is a factor, in a sum it has the other side's unit. */
function besidePlain(operator: ArithmeticOperator, unit: Unit | undefined): Unit | undefined {
  if (operator === 'atan2') return 'radians';
  if (operator === '%' && unit === 'timestamp') return 'seconds';
  return operator === '^' && unit !== undefined ? namedUnit('power', unit) : unit;
}

/**
 * The histogram or summary whose average a quotient is: the rate of its `_sum` over the rate of its `_count`. The
 * algebra alone would call it seconds per request.
 */
function averagedHistogram(left: Node, right: Node, { declarationsOf }: Surroundings): MetricDeclaration | undefined {
  const [total, number] = [increaseOf(left, '_sum'), increaseOf(right, '_count')];
  if (total === undefined || total.functionName !== number?.functionName) return undefined;
  const [declaration, ...others] = declarationsOf(total.selector);
  return others.length === 0 && declaration === declarationsOf(number.selector)[0] ? declaration : undefined;
}

interface Increase {
  readonly functionName: string;
  readonly selector: SelectorNode;
}

/** `sum by (...) (rate(x_sum[5m]))`: the increase of one series of a family, perhaps aggregated. */
function increaseOf(node: Node, suffix: string): Increase | undefined {
  const bare = unwrapped(node);
  if (bare.kind === 'aggregate') return bare.operator === 'sum' ? increaseOf(bare.expression, suffix) : undefined;
  const [range] = bare.kind === 'call' && /^(?:i?rate|increase)$/.test(bare.name) ? bare.arguments : [];
  return bare.kind === 'call' && range?.kind === 'range' && range.selector.name?.endsWith(suffix) === true ? { functionName: bare.name, selector: range.selector } : undefined;
}
