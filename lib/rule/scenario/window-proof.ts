import type { Duration } from '../../core/duration';
import { seconds } from '../../core/duration';
import { instancesAt, worldOf } from './mixture';
import type { RangeMutant } from './mutation';
import { rangeMutants } from './mutation';
import type { World } from './predict/predict';
import type { Proof } from './proof';
import { inSequence } from './sequence';
import type { Subject } from './subject';
import { widestStep } from './subject';
import type { TurningPoint } from './turning-point';
import { lead, placeOfLead } from './turning-point';

/** How the condition goes on and off when the world changes at two moments, in seconds after each. */
interface Course {
  readonly rise: number | undefined;
  readonly fall: number | undefined;
}

/**
 * When the condition rises and falls after the world has changed at once from far below the limit to well above it and
 * back. A window of half or twice the length would rise and fall at other times, and the proof looks in between. Before
 * and after, counters run at the same pace, then faster, then slower, because a window of a denominator matters only
 * where the denominator changes; a proof is kept when it tells a window that none before it told.
 */
export function windowProofs(subject: Subject, point: TurningPoint, number: number): readonly Proof[] {
  const mutants = rangeMutants(subject.condition);
  if (mutants.length === 0) return [];
  const [lowest, highest] = point.mixture.limits;
  // Beyond the scenarios the line may turn back, as the lesser of two shares does.
  const far = [placeOfLead(subject, point, -0.9, point.place, Math.min(0, lowest)), 0].find((place) => lead(subject, point, place) < 0) ?? 0;
  const near = [placeOfLead(subject, point, 0.25, point.place, Math.max(1, highest)), 1].find((place) => lead(subject, point, place) > 0) ?? 1;
  const told = new Set<number>();
  return paces.flatMap((scale, index): Proof[] => {
    const stages = { calm: point.mixture.at(far, scale), storm: point.mixture.at(near), rises: subject.reach.value * 2 + 60, falls: subject.reach.value * 4 + 60 };
    const found = proofOf(subject, stages, mutants, `when the window says so ${number}.${index + 1}`);
    const isNew = found?.tells.some((mutant) => !told.has(mutant)) === true;
    for (const mutant of found?.tells ?? []) told.add(mutant);
    return found === undefined || !isNew ? [] : [found.proof];
  });
}

/** How fast counters run before and after, as a multiple of what they do in between. */
const paces = [1, 3, 1 / 3] as const;

/** The proof of some stages, and which of the mutants it tells from the original. */
function proofOf(subject: Subject, stages: Stages, mutants: readonly RangeMutant[], name: string): { readonly proof: Proof; readonly tells: readonly number[] } | undefined {
  const { alert, reach } = subject;
  const { calm, storm } = stages;
  const world = worldOf([{ from: 0, series: calm }, { from: stages.rises, series: storm }, { from: stages.falls, series: calm }], subject.recordings);
  // An instance that comes and goes on the way never gets to fire: only those that the storm is about count.
  const instances = instancesAt(subject.condition, world, stages.falls) ?? new Set<string>();
  const course = (condition: Subject['condition']): Course => courseOf({ ...subject, condition }, stages, world, instances);
  const own = course(subject.condition);
  const others = mutants.map(({ expression }) => course(expression));
  const step = stepOf(mutants, widestStep(subject.condition, 120));
  const [rise, fall] = (['rise', 'fall'] as const).map((side) => lookAround(own[side], others.map((other) => other[side]), step));
  if (rise === undefined && fall === undefined) return undefined;
  const inSteps = (time: number): Duration => seconds(Math.round(time / step) * step);
  const rises = inSteps(stages.rises);
  const falls = inSteps(rises.value + (own.rise ?? 0) + alert.for.value + reach.value * 2 + 4 * step);
  const keeps = alert.keepFiringFor?.value ?? 0;
  const checks: Proof['checks'] = [
    ...(rise === undefined ? [] : [{ at: inSteps(rises.value + rise.before + alert.for.value), expects: 'nothing' } as const, { at: inSteps(rises.value + rise.after + alert.for.value), expects: 'something' } as const]),
    ...(fall === undefined ? [] : [{ at: inSteps(falls.value + fall.before), expects: 'something' } as const, { at: inSteps(falls.value + fall.after + keeps), expects: 'nothing' } as const]),
  ];
  const given = inSequence({ given: calm, lasts: rises }, { given: storm, lasts: seconds(falls.value - rises.value) }, { given: calm });
  return { proof: { name: `${alert.name}: ${name}`, given, every: seconds(step), checks }, tells: [...(rise?.tells ?? []), ...(fall?.tells ?? [])] };
}

interface Stages {
  readonly calm: ReturnType<TurningPoint['mixture']['at']>;
  readonly storm: ReturnType<TurningPoint['mixture']['at']>;
  readonly rises: number;
  readonly falls: number;
}

/** In so many parts each stage is looked through for a change, and so often the part with the change is halved. */
const [parts, halvings] = [48, 8];

function courseOf({ condition, reach }: Subject, { rises, falls }: Stages, world: World, instances: ReadonlySet<string>): Course {
  const holds = (at: number): boolean => {
    const found = instancesAt(condition, world, at);
    return found !== undefined && [...instances].some((instance) => found.has(instance));
  };
  if (holds(rises) || !holds(falls)) return { rise: undefined, fall: undefined };
  const first = (from: number, to: number, wanted: boolean): number | undefined => {
    const part = (to - from) / parts;
    let late = from;
    while (late <= to && holds(late) !== wanted) late += part;
    if (late > to) return undefined;
    let early = Math.max(from, late - part);
    for (let step = 0; step < halvings; step += 1) {
      const middle = (early + late) / 2;
      if (holds(middle) === wanted) late = middle;
      else early = middle;
    }
    return late - from;
  };
  return { rise: first(rises, falls, true), fall: first(falls, falls + reach.value * 4, false) };
}

interface Moments {
  readonly before: number;
  readonly after: number;
  /** The mutants that these moments tell from the original. */
  readonly tells: readonly number[];
}

/** Moments just before and after the condition changes, so far away from it that another window is told apart; undefined when none is. */
function lookAround(own: number | undefined, others: readonly (number | undefined)[], step: number): Moments | undefined {
  if (own === undefined) return undefined;
  // Scrapes and evaluations come in steps, which the prediction does not know.
  const closest = 2.5 * step;
  const distances = others.map((other) => (other === undefined ? Infinity : Math.abs(other - own)));
  const tells = distances.flatMap((distance, index) => (distance >= 2 * closest ? [index] : []));
  if (tells.length === 0) return undefined;
  const nearest = Math.min(...tells.map((index) => distances[index] ?? Infinity));
  const distance = Math.max(closest, Math.min(nearest / 2, own === 0 ? Infinity : own));
  return { before: Math.max(-step, own - distance), after: own + distance, tells };
}

/** Sixty samples in the shortest window, so that the course is seen as it was predicted. */
function stepOf(mutants: readonly RangeMutant[], widest: number): number {
  const shortest = Math.min(...mutants.map(({ range }) => range));
  return Math.max(5, Math.min(widest, Math.floor(shortest / 300) * 5));
}
