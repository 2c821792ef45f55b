import type { Duration } from '../../core/duration';
import { seconds } from '../../core/duration';
import type { Node } from '../../promql/node';
import type { Alert } from '../alert';
import type { RuleGroup } from '../group';
import { recordingsFor } from '../needed-rules';
import { reachOf } from '../reach';
import { exactProof } from './exact';
import type { Proof } from './proof';
import { inSequence } from './sequence';
import { mixturesOf } from './mixture';
import type { Subject } from './subject';
import { quietScenes } from './quiet';
import { stepFor } from './subject';
import type { TurningPoint } from './turning-point';
import { placeOfLead, turningPoint } from './turning-point';
import { windowProofs } from './window-proof';

/** Scenarios that follow from an alert's expression and the ones that it carries. */
export interface DerivedProofs {
  readonly proofs: readonly Proof[];
  /** Comparisons that were brought to their limit. */
  readonly boundaries: number;
}

/** How far from the limit the boundary is tested: well within the ten percent by which nobody should be able to change a threshold unnoticed. */
const margin = 0.02;

/**
 * Takes an alert's threshold to the test: a little below it nothing fires, ever; a little above it fires after `for` and
 * not before; back below it is over. And where the expression has windows: it fires when the window says so, neither half
 * a window earlier nor later.
 *
 * Nothing has to be said for that. Between a silent and a firing scenario of the alert lies a mixture of both in which the
 * condition turns; it is found by predicting the expression, and put before the real engine. Where scenarios are not
 * steady, or the expression is beyond prediction, there is nothing to derive, and the written scenarios stand alone.
 */
export function deriveBoundary(alert: Alert, groups: readonly RuleGroup[] = []): DerivedProofs {
  const recordings = recordingsFor(alert, groups);
  const reach = reachOf(alert.expression, recordings);
  const subject: Subject = { alert, condition: alert.expression, recordings, reach, at: reach.value * 3 + 1 };
  const turning = new Map<Node, TurningPoint>();
  for (const firing of alert.firing) {
    for (const silent of [...alert.silent, ...quietScenes(alert, recordings)]) {
      const [point] = mixturesOf(silent.given, firing.given).flatMap((mixture) => turningPoint(subject, mixture) ?? []);
      if (point !== undefined && !turning.has(point.comparison)) turning.set(point.comparison, point);
    }
  }
  const proofs = [...turning.values()].flatMap((point, index) => [thresholdProof(subject, point, index + 1), exactProof(subject, point, index + 1), ...windowProofs(subject, point, index + 1)]);
  return { proofs: proofs.filter((proof) => proof !== undefined), boundaries: turning.size };
}

function thresholdProof(subject: Subject, point: TurningPoint, number: number): Proof {
  const { alert, reach } = subject;
  const step = stepFor(subject.condition, reach);
  const [below, above] = [placeOfLead(subject, point, -margin, point.place, 0), placeOfLead(subject, point, margin, point.place, 1)];
  const inSteps = (time: number): Duration => seconds(Math.ceil(time / step.value) * step.value);
  const rises = inSteps(reach.value + 2 * step.value);
  const falls = inSteps(rises.value + alert.for.value + reach.value + 4 * step.value);
  const ends = inSteps(falls.value + reach.value + (alert.keepFiringFor?.value ?? 0) + 4 * step.value);
  const after = (time: number, steps: number): Duration => seconds(time + steps * step.value);
  return {
    name: `${alert.name}: at the boundary ${number}`,
    given: inSequence({ given: point.mixture.at(below), lasts: rises }, { given: point.mixture.at(above), lasts: seconds(falls.value - rises.value) }, { given: point.mixture.at(below) }),
    every: step,
    checks: [
      { at: after(rises.value, -1), expects: 'nothing' },
      ...(alert.for.value < step.value ? [] : [{ at: inSteps(rises.value + alert.for.value - step.value), expects: 'nothing' } as const]),
      { at: after(falls.value, -1), expects: 'something' },
      { at: ends, expects: 'nothing' },
    ],
  };
}
