import type { AggregateNode, BinaryNode, CallNode, Lapse, Node, SelectorMatcher, SelectorNode } from '../../promql/node';
import { isCalculated, isComparison, unwrapped } from '../../promql/node';
import type { KnownMetrics } from '../model/known-metrics';
import type { Facts } from './facts';
import { isVectorFacts } from './facts';
import type { Identities } from './identity';

/** Whether a quotient divides a part by its whole, so that it lies between 0 and 1. */
export type PartOfWhole = (quotient: BinaryNode) => Facts['share'];

export function partOfWholeFinder(identities: Identities, factsOf: (node: Node) => Facts, known: KnownMetrics): PartOfWhole {
  return ({ left, right }) => {
    const part = withoutZeroDefault(left);
    const whole = withoutGuard(right);
    if (isTermOf(identities, factsOf, part, whole) || isSubset(known, part, whole)) return 'certain';
    return isPresumed(identities, factsOf, part, whole) ? 'presumed' : undefined;
  };
}

/** `x or vector(0)` is `x` where there is one. */
function withoutZeroDefault(node: Node): Node {
  const inner = unwrapped(node);
  if (inner.kind !== 'binary' || inner.operator !== 'or') return inner;
  const other = unwrapped(inner.right);
  return other.kind === 'call' && other.name === 'vector' ? withoutZeroDefault(inner.left) : inner;
}

/** `x > 0` and `clamp_min(x, 1)` keep a denominator from being zero. */
export function withoutGuard(node: Node): Node {
  const inner = unwrapped(node);
  if (inner.kind === 'binary' && isComparison(inner.operator) && inner.bool !== true && unwrapped(inner.right).kind === 'number') return withoutGuard(inner.left);
  if (inner.kind === 'call' && inner.name === 'clamp_min' && inner.arguments[0] !== undefined) return withoutGuard(inner.arguments[0]);
  return inner;
}

/** `hits / (hits + misses)` */
function isTermOf(identities: Identities, factsOf: (node: Node) => Facts, part: Node, whole: Node): boolean {
  const terms = termsOf(whole);
  const wanted = identities.of(part);
  return terms.length > 1 && terms.some((term) => identities.of(withoutZeroDefault(term)) === wanted) && terms.every((term) => factsOf(term).values.min >= 0);
}

function termsOf(node: Node): Node[] {
  const terms: Node[] = [];
  const pending: Node[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const inner = unwrapped(next);
    if (inner.kind === 'binary' && inner.operator === '+') pending.push(inner.right, inner.left);
    else terms.push(inner);
  }
  return terms;
}

/** The same operations over a narrower and a wider selection of one metric. */
function isSubset(known: KnownMetrics, part: Node, whole: Node): boolean {
  const [a, b] = [withoutZeroDefault(part), withoutGuard(whole)];
  if (a.kind === 'aggregate' && b.kind === 'aggregate') {
    if (a.operator !== b.operator || (a.operator !== 'sum' && a.operator !== 'count') || !isCoarser(b, a)) return false;
    return isSubset(known, a.operator === 'count' ? withoutCondition(a.expression) : a.expression, b.expression);
  }
  if (a.kind === 'call' && b.kind === 'call') return a.name === b.name && additive.has(a.name) && isSubset(known, lastArgument(a), lastArgument(b));
  if (a.kind === 'range' && b.kind === 'range') return isSameLapse(a.range, b.range) && isSubset(known, a.selector, b.selector);
  return a.kind === 'selector' && b.kind === 'selector' && isNarrower(known, a, b);
}

/** A part keeps being one under these. */
const additive: ReadonlySet<string> = new Set(['rate', 'irate', 'increase', 'sum_over_time', 'count_over_time']);

function lastArgument(call: CallNode): Node {
  return call.arguments.at(-1) ?? call;
}

function withoutCondition(node: Node): Node {
  const inner = unwrapped(node);
  return inner.kind === 'binary' && isComparison(inner.operator) && inner.bool !== true ? unwrapped(inner.left) : inner;
}

/** Whether the whole is grouped by the same labels as the part, or by fewer. */
function isCoarser(whole: AggregateNode, part: AggregateNode): boolean {
  const [coarse, fine] = [whole.grouping, part.grouping];
  if (coarse === undefined) return true;
  if (coarse.mode !== fine?.mode) return coarse.mode === 'by' && coarse.labels.length === 0;
  return coarse.mode === 'by' ? coarse.labels.every((label) => fine.labels.includes(label)) : fine.labels.every((label) => coarse.labels.includes(label));
}

export function isSameLapse(a: Lapse | undefined, b: Lapse | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (isCalculated(a) || isCalculated(b)) return isCalculated(a) && isCalculated(b) && a.calculation === b.calculation;
  return a.milliseconds === b.milliseconds;
}

/** Whether everything that `part` selects is in `whole`, or is counted by it. */
function isNarrower(known: KnownMetrics, part: SelectorNode, whole: SelectorNode): boolean {
  if (!isSameLapse(part.offset, whole.offset) || part.at !== whole.at) return false;
  const isCounted = part.name?.endsWith('_bucket') === true && `${part.name.slice(0, -'_bucket'.length)}_count` === whole.name;
  if (part.name !== whole.name && !isCounted) return false;
  if (isCounted && !part.matchers.some(({ label }) => label === 'le')) return false;
  return whole.matchers.every((matcher) => isImplied(known, matcher, part));
}

function isImplied(known: KnownMetrics, condition: SelectorMatcher, { matchers }: SelectorNode): boolean {
  return matchers.some((matcher) => matcher.label === condition.label && ((matcher.operator === condition.operator && matcher.value === condition.value) || (matcher.operator === '=' && known.passes(condition, matcher.value)) || isAlternativeOf(known, matcher, condition)));
}

/** `failed|cancelled` lies within `completed|failed|cancelled`. */
function isAlternativeOf(known: KnownMetrics, matcher: SelectorMatcher, condition: SelectorMatcher): boolean {
  return matcher.operator === '=~' && /^[\w|-]+$/.test(matcher.value) && matcher.value.split('|').every((value) => known.passes(condition, value));
}

const partName = /avail|free|used|usage|active|idle|err|fail|drop|reject|denied|invalid|hit|miss|success|slow|retrans|timeout|ready|remaining/i;
const wholeName = /size|total|limit|max|capacity|quota|hard|allocatable|requests|packets|attempts|calls|count/i;

/** Names and units say so: `node_filesystem_avail_bytes / node_filesystem_size_bytes`. */
function isPresumed(identities: Identities, factsOf: (node: Node) => Facts, part: Node, whole: Node): boolean {
  if (part.kind === 'binary' && part.operator === '-' && identities.of(part.left) === identities.of(whole)) return factsOf(part.right).values.min >= 0 || nameOf(part.right) !== undefined;
  const [partFacts, wholeFacts] = [factsOf(part), factsOf(whole)];
  if (!isVectorFacts(partFacts) || !isVectorFacts(wholeFacts) || partFacts.unit !== wholeFacts.unit) return false;
  const [a, b] = [nameOf(part), nameOf(whole)];
  return a !== undefined && b !== undefined && a !== b && partName.test(a) && wholeName.test(b) && firstWord(a) === firstWord(b);
}

function firstWord(name: string): string {
  return name.split('_')[0] ?? '';
}

/** The metric that a chain of functions and aggregations is about. */
export function nameOf(node: Node): string | undefined {
  let inner: Node | undefined = unwrapped(node);
  while (inner !== undefined) {
    if (inner.kind === 'selector') return inner.name;
    if (inner.kind === 'aggregate' || inner.kind === 'paren' || inner.kind === 'subquery' || inner.kind === 'unary') inner = inner.expression;
    else if (inner.kind === 'range') inner = inner.selector;
    else if (inner.kind === 'call') inner = inner.arguments.at(-1);
    else return undefined;
  }
  return undefined;
}
