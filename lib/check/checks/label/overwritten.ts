import type { RuleSubject } from '../../model/subject';
import type { Finding } from '../../check';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const overwritten = check({
  id: 'label/overwritten',
  severity: 'error',
  title: 'a label of the rule over one that tells series apart',
  rationale: 'A label that the rule sets takes the place of the same label of each series. Where that label told them apart, two series become one, and Prometheus gives up the whole evaluation: "vector contains metrics with the same labelset".',
  subject: 'rules',
  bad: alerting('sum by (queue) (rate(jobs_finished_total[5m])) > 10', { labels: 'severity: warning\nteam: shop\nqueue: all' }),
  good: alerting('sum by (status) (rate(jobs_finished_total[5m])) > 10', { labels: 'severity: warning\nteam: shop\nqueue: all' }),
  *find({ rules }) {
    for (const rule of rules) yield* overwrittenLabels(rule);
  },
});

function* overwrittenLabels(rule: RuleSubject): Iterable<Finding> {
  const { expression, labels, subject } = rule;
  if (expression === undefined) return;
  const { known, hasOthers } = expression.result.labels;
  for (const [name, text] of labels) {
    const facts = known.get(name);
    if (facts === undefined || text.value.includes('{{')) continue;
    const tellsApart = facts.values === 'open' || facts.values.length > 1;
    if (!tellsApart || facts.isOptional) continue;
    // Other labels may still tell the series apart.
    const others = [...known].some(([other, { values }]) => other !== name && (values === 'open' || values.length > 1));
    yield {
      message: `${subject} sets ${name}, which the expression yields with values of its own`,
      rule, spot: { text },
      severity: others || hasOthers ? 'warning' : 'error',
      fix: 'give the label another name, or aggregate the other away',
    };
  }
}
