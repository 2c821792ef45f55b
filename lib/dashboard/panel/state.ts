/** A number that stands for a word: `{ value: 0, text: 'down', tone: 'bad' }`. */
export interface State {
  readonly value: number;
  readonly text: string;
  readonly tone: Tone;
}

export type Tone = 'good' | 'bad' | 'uneasy' | 'neutral';

/** What `up`, `probe_success` and readiness checks mean. */
export const upOrDown: readonly [State, State] = Object.freeze([
  { value: 1, text: 'up', tone: 'good' },
  { value: 0, text: 'down', tone: 'bad' },
]);
