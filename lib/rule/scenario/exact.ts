import { seconds } from '../../core/duration';
import type { Node } from '../../promql/node';
import { selectors, unwrapped } from '../../promql/node';
import { isDiscrete } from './discrete';
import { holdsAt, worldOf } from './mixture';
import type { Proof } from './proof';
import type { Subject } from './subject';
import type { TurningPoint } from './turning-point';
import { lead } from './turning-point';

/**
 * On the limit itself, which is where `>` differs from `>=`. Only of gauges as they are read: a rate is never exactly
 * anything.
 */
export function exactProof(subject: Subject, point: TurningPoint, number: number): Proof | undefined {
  const { comparison, mixture } = point;
  const limit = unwrapped(comparison.right);
  if (limit.kind !== 'number' || !isDiscrete(comparison.left) || readsRecorded(comparison.left, subject)) return undefined;
  const [silent, firing] = [0, 1].map((place) => lead(subject, point, place));
  if (silent === undefined || firing === undefined || silent === firing || !Number.isFinite(silent)) return undefined;
  const series = mixture.at(silent / (silent - firing));
  const holds = holdsAt(subject.condition, worldOf([{ from: 0, series }], subject.recordings), subject.at);
  if (holds === undefined) return undefined;
  const { alert, reach } = subject;
  const at = seconds(Math.ceil((reach.value + alert.for.value + 120) / 30) * 30);
  return { name: `${alert.name}: on the limit ${number}`, given: series, every: seconds(30), checks: [{ at, expects: holds ? 'something' : 'nothing' }] };
}

/** What a rule has worked out may be a rate, whatever its name says. */
function readsRecorded(measured: Node, { recordings }: Subject): boolean {
  return selectors(measured).some(({ name }) => recordings.some((recording) => recording.name === name));
}
