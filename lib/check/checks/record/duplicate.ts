import type { RecordingSubject } from '../../model/subject';
import { check } from '../../check';
import { rules } from '../../example/example';

const requests = '- record: job:http_requests:rate5m\n  expr: sum by (job) (rate(http_requests_total[5m]))';

export const duplicate = check({
  id: 'record/duplicate',
  severity: 'error',
  title: 'one series recorded twice',
  rationale: 'Two rules that record the same series write two samples for one moment. Prometheus keeps one of them and drops the other with a warning that nobody reads.',
  subject: 'rules',
  bad: rules(`${requests}\n${requests}`),
  good: rules(`${requests}\n- record: job:http_requests:rate1h\n  expr: sum by (job) (rate(http_requests_total[1h]))`),
  *find({ recordingsByName }) {
    for (const recordings of recordingsByName.values()) {
      for (const [index, rule] of recordings.entries()) {
        const twin = recordings.slice(0, index).find((other) => canCollide(rule, other));
        if (twin === undefined) continue;
        const isSame = twin.expressionText.value.trim() === rule.expressionText.value.trim();
        yield { message: `${rule.name.value} is recorded twice${isSame ? ', word for word' : ' from different expressions'}`, rule, spot: { text: rule.name }, severity: isSame ? 'error' : 'warning', fix: isSame ? 'remove one of the rules' : 'give one of the two another name, or a label of its own' };
      }
    }
  },
});

/** Whether the two can yield series with the same labels. */
function canCollide(a: RecordingSubject, b: RecordingSubject): boolean {
  for (const [name, { value }] of a.labels) if (b.labels.has(name) && b.labels.get(name)?.value !== value) return false;
  if (a.labels.size !== b.labels.size) return false;
  if (a.expressionText.value.trim() === b.expressionText.value.trim()) return true;
  const [left, right] = [a.expression?.result.labels, b.expression?.result.labels];
  if (left === undefined || right === undefined || left.hasOthers || right.hasOthers) return false;
  if (left.known.size !== right.known.size || ![...left.known.keys()].every((name) => right.known.has(name))) return false;
  // Selections that exclude each other share no series.
  const pinned = (rule: RecordingSubject): string => (rule.expression?.selectors ?? []).flatMap(({ matchers }) => matchers.map(({ label, operator, value }) => `${label}${operator}${value}`)).join();
  return pinned(a) === pinned(b);
}
