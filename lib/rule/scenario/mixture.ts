import type { Node } from '../../promql/node';
import type { Recording } from '../recording';
import type { InputSeries } from './input';
import { World, predict } from './predict/predict';
import { Unpredictable, labelKey, samplesOf } from './predict/sample';
import type { Behaviour } from './predict/timeline';
import { Timeline } from './predict/timeline';
import { identity } from './sequence';

interface Ingredient {
  readonly series: Pick<InputSeries, 'name' | 'labels'>;
  readonly behaviour: Behaviour;
  readonly silent: number;
  readonly firing: number;
}

/**
 * Everything between a scenario in which an alert is silent and one in which it fires: at 0 it is the one, at 1 the other,
 * in between every series is so far on the way, and beyond them it goes on in the same direction. Somewhere on this line
 * the condition turns.
 */
export class Mixture {
  readonly #ingredients: readonly Ingredient[];

  constructor(ingredients: readonly Ingredient[]) {
    this.#ingredients = ingredients;
  }

  /** The series at a place on the line; counters may be scaled, which leaves every share as it is. */
  at(place: number, scale = 1): readonly InputSeries[] {
    return this.#ingredients.map(({ series, behaviour, silent, firing }) => {
      const amount = Number((silent + (firing - silent) * place).toPrecision(12));
      return { ...series, phases: [behaviour === 'level' ? { level: amount } : { perSecond: amount * scale }] };
    });
  }

  /** How far the line can be followed without a series below zero. */
  get limits(): readonly [number, number] {
    const turns = this.#ingredients.flatMap(({ silent, firing }) => (silent === firing ? [] : [silent / (silent - firing)]));
    return [Math.max(-farthest, ...turns.filter((turn) => turn <= 0)), Math.min(farthest, ...turns.filter((turn) => turn >= 1))];
  }
}

/** Farther than any scenario means. */
const farthest = 1000;

/**
 * The lines between two scenarios, none where a series is not steady. They differ in what becomes of a counter that only
 * one of the scenarios mentions: it goes on in the other, or it stands still. A gauge stands where it is.
 */
export function mixturesOf(silent: readonly InputSeries[], firing: readonly InputSeries[]): readonly Mixture[] {
  return [true, false].flatMap((goesOn) => mixtureOf(silent, firing, goesOn) ?? []);
}

function mixtureOf(silent: readonly InputSeries[], firing: readonly InputSeries[], goesOn: boolean): Mixture | undefined {
  const all = new Map([...silent, ...firing].map((series) => [identity(series), series]));
  const ingredients: Ingredient[] = [];
  for (const [key, { name, labels }] of all) {
    const [a, b] = [silent, firing].map((side) => side.find((series) => identity(series) === key)).map((series) => (series === undefined ? undefined : steadyAmount(series)));
    const mentioned = a ?? b;
    if (mentioned === undefined || (a ?? mentioned).behaviour !== (b ?? mentioned).behaviour) return undefined;
    if ([silent, firing].some((side) => side.some((series) => identity(series) === key && steadyAmount(series) === undefined))) return undefined;
    const elsewhere = mentioned.behaviour === 'pace' && !goesOn ? 0 : mentioned.amount;
    const [from, to] = [a?.amount ?? elsewhere, b?.amount ?? elsewhere];
    const { behaviour } = mentioned;
    ingredients.push({ series: { name, labels }, behaviour, silent: from, firing: to });
  }
  return new Mixture(ingredients);
}

export function steadyAmount({ phases }: InputSeries): { readonly behaviour: Behaviour; readonly amount: number } | undefined {
  const [only, ...others] = phases;
  if (only === undefined || others.length > 0) return undefined;
  if ('level' in only) return { behaviour: 'level', amount: only.level };
  return 'perSecond' in only ? { behaviour: 'pace', amount: only.perSecond } : undefined;
}

/** A world of steady series that change at some moments, in seconds. Every stage has the same series in the same order. */
export function worldOf(stages: readonly { readonly from: number; readonly series: readonly InputSeries[] }[], recordings: readonly Recording<string, string>[]): World {
  const [first] = stages;
  const timelines = (first?.series ?? []).flatMap((series, index) => {
    const behaviour = steadyAmount(series)?.behaviour;
    if (behaviour === undefined) return [];
    const stretches = stages.map((stage) => {
      const now = stage.series[index];
      return { from: stage.from, amount: (now === undefined ? undefined : steadyAmount(now)?.amount) ?? 0 };
    });
    return [new Timeline(series, behaviour, stretches)];
  });
  return new World(timelines, recordings);
}

/** Whether a condition holds at a moment; undefined where that is not predicted. */
export function holdsAt(condition: Node, world: World, at: number): boolean | undefined {
  const instances = instancesAt(condition, world, at);
  return instances === undefined ? undefined : instances.size > 0;
}

/** For which labels a condition holds at a moment; undefined where that is not predicted. */
export function instancesAt(condition: Node, world: World, at: number): ReadonlySet<string> | undefined {
  try {
    return new Set(samplesOf(predict(condition, world, at)).map(({ labels }) => labelKey(labels)));
  } catch (error) {
    if (error instanceof Unpredictable) return undefined;
    throw error;
  }
}
