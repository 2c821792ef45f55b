import { mistake } from '../core/problem';
import type { AlertMatcher } from './matcher/matcher';
import { matchersText } from './matcher/matcher';
import type { Inhibition } from './model';

/** Builds an inhibition after checking what cannot be meant. */
export function makeInhibition(source: readonly AlertMatcher[], target: readonly AlertMatcher[], equal: readonly string[], name: string | undefined): Inhibition {
  const subject = `inhibition ${name ?? `${matchersText(source)} over ${matchersText(target)}`}`;
  if (source.length === 0 || target.length === 0) {
    throw mistake({
      check: 'route/inhibition-side',
      message: `its ${source.length === 0 ? 'source' : 'target'} is any alert`,
      place: { subject },
      why: 'one alert would silence everything, or everything one',
      fix: 'name the alerts: { alertname: [...] }',
    });
  }
  if (new Set(equal).size !== equal.length) throw mistake({ check: 'route/inhibition-equal', message: `equal names a label twice: ${equal.join(', ')}`, place: { subject }, fix: 'name each label once' });
  return Object.freeze({ name, source, target, equal, place: { subject } });
}

/** The same inhibition for the alerts of one owner only, on both sides. */
export function confined(rule: Inhibition, owner: readonly AlertMatcher[]): Inhibition {
  const withOwner = (side: readonly AlertMatcher[]): readonly AlertMatcher[] => [...owner.filter(({ text }) => !side.some((matcher) => matcher.text === text)), ...side];
  return Object.freeze({ ...rule, source: withOwner(rule.source), target: withOwner(rule.target) });
}
