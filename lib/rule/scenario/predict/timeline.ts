import type { InputSeries } from '../input';

/** What a series is, apart from how it behaves: a gauge stands at a level, a counter grows at a pace. */
export type Behaviour = 'level' | 'pace';

/** From a moment on, in seconds, a level or a pace. */
interface Stretch {
  readonly from: number;
  readonly amount: number;
}

/** A series that stands or grows steadily, stretch by stretch, from 0 on. Continuous, unlike the samples that scrapes will make of it. */
export class Timeline {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly behaviour: Behaviour;
  readonly #stretches: readonly Stretch[];

  constructor(series: Pick<InputSeries, 'name' | 'labels'>, behaviour: Behaviour, stretches: readonly Stretch[]) {
    this.name = series.name;
    this.labels = series.labels;
    this.behaviour = behaviour;
    this.#stretches = stretches;
  }

  /** What a scrape would read at a moment; for a counter, what it grew to since the beginning. */
  valueAt(time: number): number {
    return this.behaviour === 'level' ? this.#amountAt(time) : this.#sum(0, time);
  }

  /** Growth of a counter, or change of a gauge. */
  changeOver(from: number, to: number): number {
    return this.behaviour === 'level' ? this.#amountAt(to) - this.#amountAt(from) : this.#sum(from, to);
  }

  averageOver(from: number, to: number): number {
    return this.#sum(from, to) / (to - Math.max(0, from));
  }

  /** The levels that a gauge had in between. */
  levelsOver(from: number, to: number): readonly number[] {
    return this.#pieces(from, to).map(({ amount }) => amount);
  }

  #amountAt(time: number): number {
    return this.#stretches.findLast(({ from }) => from <= time)?.amount ?? 0;
  }

  #sum(from: number, to: number): number {
    return this.#pieces(from, to).reduce((sum, { amount, length }) => sum + amount * length, 0);
  }

  #pieces(from: number, to: number): readonly { readonly amount: number; readonly length: number }[] {
    return this.#stretches.flatMap((stretch, index) => {
      const start = Math.max(stretch.from, from, 0);
      const end = Math.min(this.#stretches[index + 1]?.from ?? Infinity, to);
      return end > start ? [{ amount: stretch.amount, length: end - start }] : [];
    });
  }
}
