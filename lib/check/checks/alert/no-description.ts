import { check } from '../../check';
import { rules } from '../../example/example';

export const noDescription = check({
  id: 'alert/no-description',
  severity: 'info',
  title: 'an alert without a description',
  rationale: 'The description tells an operator what was measured, where, and what that means, before any dashboard is open.',
  subject: 'alert',
  bad: rules(`
- alert: Example
  expr: http_active_connections > 100
  for: 5m
  labels: {severity: warning, team: shop}
  annotations:
    summary: The shop has too many connections.
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
    if (!annotations.has('description') && !annotations.has('message')) yield { message: 'it has no description', spot: { text: name }, fix: 'add the annotation description, with the labels and the value of the alert' };
  },
});
