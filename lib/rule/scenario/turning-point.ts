import type { BinaryNode, ComparisonOperator, Node } from '../../promql/node';
import { isComparison, walk } from '../../promql/node';
import type { Recording } from '../recording';
import type { Mixture } from './mixture';
import { holdsAt, worldOf } from './mixture';
import { compares, matched } from './predict/operate';
import { predict } from './predict/predict';
import { Unpredictable, samplesOf } from './predict/sample';
import type { Value } from './predict/sample';

/** Where on the line between two scenarios a condition turns, and which of its comparisons turns it. */
export interface TurningPoint {
  readonly comparison: BinaryNode;
  readonly mixture: Mixture;
  readonly place: number;
}

/** A condition, looked at when every window is full. */
export interface Steady {
  readonly condition: Node;
  readonly recordings: readonly Recording<string, string>[];
  /** Seconds after which every window is full. */
  readonly at: number;
}

/** The turning point of a condition; undefined when the scenarios do not differ in it, or it cannot be predicted. */
export function turningPoint(steady: Steady, mixture: Mixture): TurningPoint | undefined {
  const holds = (place: number): boolean | undefined => holdsAt(steady.condition, worldOf([{ from: 0, series: mixture.at(place) }], steady.recordings), steady.at);
  if (holds(0) !== false || holds(1) !== true) return undefined;
  let [silent, firing] = [0, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (silent + firing) / 2;
    if (holds(middle) === true) firing = middle;
    else silent = middle;
  }
  const comparison = comparisons(steady.condition).find((node) => isTrue(steady, node, mixture, firing) && !isTrue(steady, node, mixture, silent));
  return comparison === undefined ? undefined : { comparison, mixture, place: firing };
}

/** Comparisons that filter. */
function comparisons(condition: Node): readonly BinaryNode[] {
  return [...walk(condition)].filter((node): node is BinaryNode => node.kind === 'binary' && isComparison(node.operator) && node.bool !== true);
}

/** Both sides of a comparison at a place on the line, for every series that it sees. */
function sides({ recordings, at }: Steady, node: BinaryNode, mixture: Mixture, place: number): readonly { readonly a: number; readonly b: number }[] {
  const world = worldOf([{ from: 0, series: mixture.at(place) }], recordings);
  try {
    const [left, right]: readonly Value[] = [predict(node.left, world, at), predict(node.right, world, at)];
    if (left === undefined || right === undefined) return [];
    if ('scalar' in left) return samplesOf(right).map(({ value }) => ({ a: left.scalar, b: value }));
    if ('scalar' in right) return left.samples.map(({ value }) => ({ a: value, b: right.scalar }));
    return matched(node, left.samples, right.samples);
  } catch (error) {
    if (error instanceof Unpredictable) return [];
    throw error;
  }
}

function isTrue(steady: Steady, node: BinaryNode, mixture: Mixture, place: number): boolean {
  const { operator } = node;
  return isComparison(operator) && sides(steady, node, mixture, place).some(({ a, b }) => compares(operator, a, b));
}

/**
 * How far a comparison is on its true side, as a share of its limit: 0.02 is two percent above the limit of a `>`.
 * Where the limit is zero, it is a share of what the value is in the firing scenario.
 */
export function lead(steady: Steady, { comparison, mixture }: TurningPoint, place: number): number {
  const { operator } = comparison;
  const scale = Math.max(...sides(steady, comparison, mixture, 1).map(({ a, b }) => (b === 0 ? Math.abs(a) : Math.abs(b))), 0) || 1;
  const leads = sides(steady, comparison, mixture, place).map(({ a, b }) => (isComparison(operator) ? signed(operator, a - b) / scale : 0));
  return leads.length === 0 ? -Infinity : Math.max(...leads);
}

function signed(operator: ComparisonOperator, difference: number): number {
  switch (operator) {
    case '>':
    case '>=':
      return difference;
    case '<':
    case '<=':
      return -difference;
    case '==':
      return -Math.abs(difference);
    case '!=':
      return Math.abs(difference);
  }
}

/** The place between two at which the lead is as wanted, or the second when it is never so great. The lead grows or falls all the way. */
export function placeOfLead(steady: Steady, turning: TurningPoint, wanted: number, from: number, to: number): number {
  const isBeyond = (place: number): boolean => {
    const found = lead(steady, turning, place);
    return wanted >= 0 ? found >= wanted : found <= wanted;
  };
  if (!isBeyond(to)) return to;
  let [near, far] = [from, to];
  for (let step = 0; step < 50; step += 1) {
    const middle = (near + far) / 2;
    if (isBeyond(middle)) far = middle;
    else near = middle;
  }
  return far;
}
