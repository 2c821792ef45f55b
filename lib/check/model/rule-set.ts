import { collect } from '../../core/collect';
import type { SelectorNode } from '../../promql/node';
import { unwrapped } from '../../promql/node';
import type { AlertSubject, GroupSubject, RecordingSubject, RuleSubject } from './subject';

/** All rules of a run, with what can only be seen across them. */
export class RuleSet {
  readonly groups: readonly GroupSubject[];
  readonly rules: readonly RuleSubject[];
  readonly alerts: readonly AlertSubject[];
  readonly recordings: readonly RecordingSubject[];
  readonly groupsByName: ReadonlyMap<string, readonly GroupSubject[]>;
  /** Alerts by name. */
  readonly alertsByName: ReadonlyMap<string, readonly AlertSubject[]>;
  /** Recording rules by the name that they record. */
  readonly recordingsByName: ReadonlyMap<string, readonly RecordingSubject[]>;
  /** What some alert watches the absence of, by metric name. */
  readonly #absences = new Map<string, SelectorNode[]>();

  constructor(groups: readonly GroupSubject[]) {
    this.groups = groups;
    this.rules = groups.flatMap(({ rules }) => rules);
    this.alerts = this.rules.filter((rule): rule is AlertSubject => rule.kind === 'alert');
    this.recordings = this.rules.filter((rule): rule is RecordingSubject => rule.kind === 'recording');
    this.groupsByName = byName(groups);
    this.alertsByName = byName(this.alerts);
    this.recordingsByName = byName(this.recordings);
    for (const alert of this.alerts) this.#addAbsences(alert);
  }

  #addAbsences({ expression }: AlertSubject): void {
    for (const call of expression?.calls ?? []) {
      const [argument] = call.arguments;
      if ((call.name !== 'absent' && call.name !== 'absent_over_time') || argument === undefined) continue;
      const inner = unwrapped(argument);
      const selector = inner.kind === 'range' ? inner.selector : inner;
      for (const watched of selector.kind === 'selector' ? [selector] : (expression?.selectors ?? [])) {
        if (watched.name !== undefined) collect(this.#absences, watched.name, watched);
      }
    }
  }

  /** Whether some alert fires when nothing of this selection exists any more. */
  watchesAbsence(selector: Pick<SelectorNode, 'name' | 'matchers'>): boolean {
    const watched = selector.name === undefined ? [] : (this.#absences.get(selector.name) ?? []);
    return watched.some(({ matchers }) => matchers.every((matcher) => matcher.operator !== '=' || selector.matchers.every((own) => own.label !== matcher.label || own.operator !== '=' || own.value === matcher.value)));
  }
}

function byName<R extends Pick<RuleSubject, 'name'>>(rules: readonly R[]): ReadonlyMap<string, readonly R[]> {
  const found = new Map<string, R[]>();
  for (const rule of rules) collect(found, rule.name.value, rule);
  return found;
}
