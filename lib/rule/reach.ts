import type { Duration } from '../core/duration';
import { seconds } from '../core/duration';
import type { Lapse, Node } from '../promql/node';
import { children, isCalculated } from '../promql/node';
import type { recordingsOf } from './group';

type AnyRecording = ReturnType<typeof recordingsOf>[number];

/**
 * How far back an expression looks: ranges, subqueries and offsets, and those of the recorded series that it reads.
 * Prometheus has to keep its data at least that long.
 */
export function reachOf(node: Node, recordings: readonly AnyRecording[] = []): Duration {
  return seconds(reach(node, recordings, 0));
}

/** A rule that reads itself would never end; none is deeper than this. */
const deepest = 20;

function reach(node: Node, recordings: readonly AnyRecording[], depth: number): number {
  const inner = Math.max(0, ...children(node).map((child) => reach(child, recordings, depth)));
  switch (node.kind) {
    case 'selector': {
      const sources = depth > deepest ? [] : recordings.filter(({ name }) => name === node.name);
      return length(node.offset) + Math.max(0, ...sources.map(({ expression }) => reach(expression, recordings, depth + 1)));
    }
    case 'range':
      return inner + length(node.range);
    case 'subquery':
      return inner + length(node.range) + length(node.offset);
    default:
      return inner;
  }
}

function length(lapse: Lapse | undefined): number {
  return lapse === undefined || isCalculated(lapse) ? 0 : lapse.value;
}
