import type { Matching } from './node';

/** Which labels pair the two sides of an operator. */
export class Match<Mode extends 'whole' | 'on' | 'ignoring' = 'whole' | 'on' | 'ignoring', K extends string = string, Include extends string = string, Many extends 'left' | 'right' | 'none' = 'left' | 'right' | 'none'> {
  readonly matching: Matching;
  declare readonly __match: readonly [Mode, K, Include, Many];

  constructor(matching: Matching) {
    this.matching = Object.freeze(matching);
  }

  /** Several series on the left may meet one on the right, whose labels `include` they take over: `on('instance').groupLeft('version')`. */
  groupLeft<const I extends string = never>(...include: readonly I[]): Match<Mode, K, I, 'left'> {
    return new Match({ ...this.matching, group: { side: 'left', include } });
  }

  /** Several series on the right may meet one on the left. */
  groupRight<const I extends string = never>(...include: readonly I[]): Match<Mode, K, I, 'right'> {
    return new Match({ ...this.matching, group: { side: 'right', include } });
  }
}

/** All labels pair, which is what PromQL does when nothing is said. */
export type WholeMatch = Match<'whole', never, never, 'none'>;

/** Pairs by these labels only; `on()` pairs everything with everything. */
export function on<const K extends string = never>(...labels: readonly K[]): Match<'on', K, never, 'none'> {
  return new Match({ mode: 'on', labels });
}

/** Pairs by all labels but these. */
export function ignoring<const K extends string>(...labels: readonly K[]): Match<'ignoring', K, never, 'none'> {
  return new Match({ mode: 'ignoring', labels });
}

/** Pairs by all labels, said aloud: what `fill` needs where neither `on` nor `ignoring` is wanted. */
export function byAllLabels(): WholeMatch {
  return new Match({ mode: 'ignoring', labels: [] });
}
