import { check } from '../../check';
import { rules } from '../../example/example';

export const noSummary = check({
  id: 'alert/no-summary',
  severity: 'info',
  title: 'an alert without a summary',
  rationale: 'The summary is the first line of every notification: one sentence that says what is wrong, and for whom.',
  subject: 'alert',
  bad: rules(`
- alert: Example
  expr: http_active_connections > 100
  for: 5m
  labels: {severity: warning, team: shop}
  annotations:
    description: More than a hundred connections have been open for five minutes.
    runbook_url: https://runbooks.example/shop`),
  good: rules(`
- alert: Example
  expr: http_active_connections > 100
  for: 5m
  labels: {severity: warning, team: shop}
  annotations:
    summary: The shop has too many connections.
    description: More than a hundred connections have been open for five minutes.
    runbook_url: https://runbooks.example/shop`),
  *find({ annotations, name }) {
    if (!annotations.has('summary') && !annotations.has('message')) yield { message: 'it has no summary', spot: { text: name }, fix: 'add the annotation summary: one static sentence' };
  },
});
