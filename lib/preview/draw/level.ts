import type { State, Tone } from '../../dashboard/panel/state';
import type { Thresholds } from '../../dashboard/threshold';
import type { Level } from '../page-data';

/** How bad a value is, by the limits of its panel. */
export function levelOf(thresholds: Thresholds | undefined, value: number): Level {
  if (thresholds === undefined || thresholds.steps.length === 0) return 'plain';
  const passed = thresholds.steps.filter(({ at }) => (thresholds.trouble === 'above' ? value >= at.value : value < at.value));
  return passed.at(-1)?.level ?? 'good';
}

const toneLevels: Readonly<Record<Tone, Level>> = { good: 'good', bad: 'critical', uneasy: 'warning', neutral: 'neutral' };

/** The word for a value, where it has one. */
export function stateOf(states: readonly State[], value: number): { readonly text: string; readonly level: Level } | undefined {
  const state = states.find((candidate) => candidate.value === value);
  return state === undefined ? undefined : { text: state.text, level: toneLevels[state.tone] };
}
