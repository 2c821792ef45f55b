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

/** At least four samples in the shortest window, at most some hundred in the longest, and never so few that a query loses sight of a series. */
export function stepFor(condition: Node, reach: Duration): Duration {
  const windows = [...walk(condition)].flatMap((node) => ((node.kind === 'range' || node.kind === 'subquery') && !isCalculated(node.range) ? [node.range.value] : []));
  const shortest = Math.min(...windows, Infinity);
  const wanted = Math.min(Math.max(30, reach.value / 120), shortest / 4, 240);
  return seconds(Math.max(5, Math.floor(wanted / 5) * 5));
}
