import type { Duration } from '../../core/duration';
import { seconds } from '../../core/duration';
import type { Node } from '../../promql/node';
import type { InputSeries } from '../scenario/input';
import type { Scene, ValueProof } from '../scenario/value';
import { isAbout } from '../scenario/value';
import type { BurnAlarm } from './burn';
import type { Indicator } from './indicator';
import type { Objective } from './objective';

/** Steady events of which a known share is bad: every recorded series has a value there that can be told beforehand. */
export interface SteadyScene {
  readonly scene: Scene;
  /** Bad events of all. */
  readonly share: number;
  /** All events per second. */
  readonly rate: number;
}

/** What a recorded series is in a steady scene; `'positive'` where the number depends on how often somebody looks. */
export type Expectation = (steady: SteadyScene) => number | 'positive';

/** One scene in which half of the budget is spent evenly, and one in which it burns faster than any alert allows. */
export function steadyScenes(name: string, objective: Objective, alarms: readonly BurnAlarm[], rate: number, events: (good: number, bad: number) => readonly InputSeries[]): readonly SteadyScene[] {
  const every = stepWithin(Math.min(...alarms.map(({ short }) => short.value)));
  const steady = (title: string, wanted: number): SteadyScene => {
    const share = Number(Math.min(1, wanted).toPrecision(3));
    return { scene: { name: `SLO ${name}: ${title}`, given: events(rate * (1 - share), rate * share), every, at: seconds(every.value * 20) }, share, rate };
  };
  return [steady('half of the budget is spent', objective.budget.value / 2), steady('the budget burns fast', Math.max(...alarms.map(({ threshold }) => threshold)) * 1.2)];
}

export function valueProofs(scenes: readonly SteadyScene[], selector: Node, expected: Expectation): readonly ValueProof[] {
  return scenes.map((steady) => {
    const value = expected(steady);
    return { scene: steady.scene, check: value === 'positive' ? isPositive(selector) : isAbout(selector, value) };
  });
}

/**
 * All events per second over a window of which only the beginning has passed. A counter that began at zero grows by rate
 * x time, whatever the window; an average of recorded rates has those of the first minutes in it, when they were rising.
 */
export function volumeSoFar({ hasVolume }: Pick<Indicator, 'hasVolume'>, window: Duration, base: Duration, isDirect: boolean): Expectation {
  return ({ scene: { at, every = at }, rate }) => {
    if (!hasVolume) return 'positive';
    if (window.value <= at.value) return rate;
    if (isDirect) return (rate * at.value) / window.value;
    const steps = Math.round(at.value / every.value);
    const rising = Array.from({ length: steps }, (_, step) => Math.min(1, ((step + 1) * every.value) / base.value));
    return (rate * rising.reduce((sum, part) => sum + part, 0)) / steps;
  };
}

/** A step that fits into the window a whole number of times, so that the window is full when it has passed. */
function stepWithin(window: number): Duration {
  return seconds(Math.max(1, Math.min(120, window / 5)));
}

function isPositive(selector: Node): Node {
  return { kind: 'binary', operator: '>', left: { kind: 'aggregate', operator: 'sum', expression: selector }, right: { kind: 'number', value: 0 }, bool: true };
}
