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
      const first = new Map<string, RecordingSubject>();
      for (const rule of recordings) {
        const keys = collisionKeys(rule);
        const twin = keys.map((key) => first.get(key)).find((other) => other !== undefined);
        for (const key of keys) if (!first.has(key)) first.set(key, rule);
        if (twin === undefined) continue;
        const isSame = twin.expressionText.value.trim() === rule.expressionText.value.trim();
        yield { message: `${rule.name.value} is recorded twice${isSame ? ', word for word' : ' from different expressions'}`, rule, spot: { text: rule.name }, severity: isSame ? 'error' : 'warning', fix: isSame ? 'remove one of the rules' : 'give one of the two another name, or a label of its own' };
      }
    }
  },
});

/** Two rules that share one of these can yield series with the same labels. */
function collisionKeys({ labels, expressionText, expression }: RecordingSubject): readonly string[] {
  const own = [...labels].map(([name, { value }]) => `${name}=${JSON.stringify(value)}`).sort().join();
  const byText = `${own}\n${expressionText.value.trim()}`;
  const result = expression?.result.labels;
  if (expression === undefined || result === undefined || result.hasOthers) return [byText];
  // Selections that exclude each other share no series.
  const pinned = expression.selectors.flatMap(({ matchers }) => matchers.map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`)).join();
  return [byText, `${own}\n${[...result.known.keys()].sort().join()}\n${pinned}`];
}
