import type { Duration } from '../core/duration';
import { Alert } from './alert';
import { Recording } from './recording';

export type Rule = Alert | Recording<string, string>;

/** Rules that are evaluated together, in order, at one moment. */
export interface RuleGroup {
  readonly name: string;
  /** @default the evaluation interval of the server */
  readonly interval?: Duration;
  readonly rules: readonly Rule[];
}

/** Declares a group. Recording rules come first, because a rule reads what stands before it in the same round. */
export function group(name: string, options: { readonly interval?: Duration; readonly rules: readonly Rule[] }): RuleGroup {
  const recordings = options.rules.filter((rule) => rule instanceof Recording);
  const alerts = options.rules.filter((rule) => rule instanceof Alert);
  return Object.freeze({ name, ...(options.interval === undefined ? {} : { interval: options.interval }), rules: Object.freeze([...recordings, ...alerts]) });
}

export function alertsOf(groups: readonly RuleGroup[]): readonly Alert[] {
  return groups.flatMap(({ rules }) => rules.filter((rule) => rule instanceof Alert));
}

export function recordingsOf(groups: readonly RuleGroup[]): readonly Recording<string, string>[] {
  return groups.flatMap(({ rules }) => rules.filter((rule) => rule instanceof Recording));
}
