import { matcherTest } from '../metric/series';
import type { Node, SelectorNode } from '../promql/node';
import { selectors } from '../promql/node';
import type { Alert } from './alert';
import type { RuleGroup } from './group';
import { recordingsOf } from './group';
import type { Recording } from './recording';

type AnyRecording = Recording<string, string>;

/** The recording rules that an alert reads, directly or through others, in the order in which they are evaluated. */
export function recordingsFor(alert: Pick<Alert, 'expression'>, groups: readonly RuleGroup[]): readonly AnyRecording[] {
  const all = recordingsOf(groups);
  const needed = new Set<AnyRecording>();
  const pending: Node[] = [alert.expression];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const selector of selectors(node)) {
      for (const recording of all) {
        if (needed.has(recording) || !yields(recording, selector)) continue;
        needed.add(recording);
        pending.push(recording.expression);
      }
    }
  }
  return all.filter((recording) => needed.has(recording));
}

/** Whether a selector can find what a rule records: the name is the same, and no fixed label contradicts. */
function yields({ name, fixedLabels }: AnyRecording, selector: SelectorNode): boolean {
  if (selector.name !== name) return false;
  return selector.matchers.every((matcher) => {
    const value = fixedLabels[matcher.label];
    return value === undefined || matcherTest(matcher)(value);
  });
}
