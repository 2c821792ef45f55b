import type { Duration } from '../../core/duration';
import { seconds } from '../../core/duration';
import type { Node } from '../../promql/node';
import { isCalculated, walk } from '../../promql/node';
import type { Alert } from '../alert';
import type { Steady } from './turning-point';

/** What the derivation knows of an alert. */
export interface Subject extends Steady {
  readonly alert: Alert;
  /** How far back the expression looks. */
  readonly reach: Duration;
}

/**
 * How far apart samples can be, in seconds. A query for the newest sample loses sight of a series after five minutes
 * without one; a window does not, so that weeks need no more samples than hours.
 * Source: https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness
 */
export function widestStep(condition: Node, besideWindows: number): number {
  const nodes = [...walk(condition)];
  const within = nodes.filter(({ kind }) => kind === 'range').length;
  const isSeenInWindows = nodes.filter(({ kind }) => kind === 'selector').length === within && nodes.every(({ kind }) => kind !== 'subquery');
  return isSeenInWindows ? Infinity : besideWindows;
}

/** At least four samples in the shortest window, at most some hundred in the longest, and never so few that a query loses sight of a series. */
export function stepFor(condition: Node, reach: Duration): Duration {
  const windows = [...walk(condition)].flatMap((node) => ((node.kind === 'range' || node.kind === 'subquery') && !isCalculated(node.range) ? [node.range.value] : []));
  const shortest = Math.min(...windows, Infinity);
  const wanted = Math.min(Math.max(30, reach.value / 120), shortest / 4, widestStep(condition, 240));
  return seconds(Math.max(5, Math.floor(wanted / 5) * 5));
}
