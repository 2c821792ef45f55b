import { seconds } from '../../core/duration';
import { holdsAt, timelines } from './mixture';
import { rangeMutants } from './mutation';
import type { Proof } from './proof';
import { inSequence } from './sequence';
import type { Subject } from './subject';
import type { TurningPoint } from './turning-point';
import { lead, placeOfLead } from './turning-point';

/** How the condition goes on and off when the world changes at two moments, in seconds after each. */
interface Course {
  readonly rise: number | undefined;
  readonly fall: number | undefined;
}

/**
 * When the condition rises and falls after the world has changed at once from far below the limit to well above it and
 * back. A window of half or twice the length would rise and fall at other times, and the proof looks in between. Counters
 * run faster before and after, so that a denominator's window matters as well.
 */
export function windowProof(subject: Subject, point: TurningPoint, number: number): Proof | undefined {
  const mutants = rangeMutants(subject.condition);
  if (mutants.length === 0) return undefined;
  const { alert, reach } = subject;
  const [lowest, highest] = point.mixture.limits;
  // Beyond the scenarios the line may turn back, as the lesser of two shares does.
  const far = [placeOfLead(subject, point, -0.9, point.place, Math.min(0, lowest)), 0].find((place) => lead(subject, point, place) < 0) ?? 0;
  const near = [placeOfLead(subject, point, 0.25, point.place, Math.max(1, highest)), 1].find((place) => lead(subject, point, place) > 0) ?? 1;
  for (const scale of [3, 1]) {
    const stages = { calm: point.mixture.at(far, scale), storm: point.mixture.at(near), rises: reach.value * 2 + 60, falls: reach.value * 4 + 60 };
    const course = (condition: Subject['condition']): Course => courseOf({ ...subject, condition }, stages);
    const own = course(subject.condition);
    const others = mutants.map(({ expression }) => course(expression));
    const step = stepOf(subject);
    const rise = lookAround(own.rise, others.map((other) => other.rise), step);
    const fall = lookAround(own.fall, others.map((other) => other.fall), step);
    if (rise === undefined && fall === undefined) continue;
    const inSteps = (time: number): ReturnType<typeof seconds> => seconds(Math.round(time / step) * step);
    const [rises, falls] = [inSteps(stages.rises), inSteps(stages.rises + (own.rise ?? 0) + alert.for.value + reach.value * 2 + 4 * step)];
    const keeps = alert.keepFiringFor?.value ?? 0;
    const checks: Proof['checks'] = [
      ...(rise === undefined ? [] : [{ at: inSteps(rises.value + rise.before + alert.for.value), expects: 'nothing' } as const, { at: inSteps(rises.value + rise.after + alert.for.value), expects: 'something' } as const]),
      ...(fall === undefined ? [] : [{ at: inSteps(falls.value + fall.before), expects: 'something' } as const, { at: inSteps(falls.value + fall.after + keeps), expects: 'nothing' } as const]),
    ];
    return {
      name: `${alert.name}: when the window says so ${number}`,
      given: inSequence({ given: stages.calm, lasts: rises }, { given: stages.storm, lasts: seconds(falls.value - rises.value) }, { given: stages.calm }),
      every: seconds(step),
      checks,
    };
  }
  return undefined;
}

interface Stages {
  readonly calm: ReturnType<TurningPoint['mixture']['at']>;
  readonly storm: ReturnType<TurningPoint['mixture']['at']>;
  readonly rises: number;
  readonly falls: number;
}

/** How finely the course is followed, as parts of the longest window. */
const resolution = 240;

function courseOf({ condition, recordings, reach }: Subject, { calm, storm, rises, falls }: Stages): Course {
  const world = timelines([{ from: 0, series: calm }, { from: rises, series: storm }, { from: falls, series: calm }]);
  const holds = (at: number): boolean => holdsAt(condition, world, recordings, at) === true;
  const tick = reach.value / resolution;
  const first = (from: number, to: number, wanted: boolean): number | undefined => {
    for (let at = from; at <= to; at += tick) if (holds(at) === wanted) return at - from;
    return undefined;
  };
  if (holds(rises) || !holds(falls)) return { rise: undefined, fall: undefined };
  return { rise: first(rises, falls, true), fall: first(falls, falls + reach.value * 4, false) };
}

/** Moments just before and after the condition changes, so far away from it that another window is told apart; undefined when none is. */
function lookAround(own: number | undefined, others: readonly (number | undefined)[], step: number): { readonly before: number; readonly after: number } | undefined {
  if (own === undefined) return undefined;
  const closest = 2.5 * step;
  const distances = others.map((other) => (other === undefined ? Infinity : Math.abs(other - own))).filter((distance) => distance >= 2 * closest);
  if (distances.length === 0) return undefined;
  const distance = Math.max(closest, Math.min(Math.min(...distances) / 2, own === 0 ? Infinity : Math.max(closest, own)));
  return { before: Math.max(-step, own - distance), after: own + distance };
}

/** Twenty samples in the shortest window. */
function stepOf({ condition, reach }: Subject): number {
  const shortest = Math.min(...rangeMutants(condition).map(({ range }) => range), reach.value);
  return Math.max(5, Math.min(120, Math.floor(shortest / 100) * 5));
}
