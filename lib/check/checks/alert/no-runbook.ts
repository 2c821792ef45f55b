import { check } from '../../check';
import { rules } from '../../example/example';

export const noRunbook = check({
  id: 'alert/no-runbook',
  severity: 'info',
  title: 'an alert without a runbook',
  rationale: 'Whoever is woken wants to know what to look at and what to do. An alert that nobody can write that down for wakes people for nothing.',
  subject: 'alert',
  bad: rules(`
- alert: Example
  expr: http_active_connections > 100
  for: 5m
  labels: {severity: warning, team: shop}
  annotations:
    summary: The shop has too many connections.
    description: More than a hundred connections have been open for five minutes.`),
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
    if (!annotations.has('runbook_url')) yield { message: annotations.has('runbook') ? `the runbook stands under 'runbook', where nothing looks for it` : 'it has no runbook', spot: { text: name }, fix: 'add the annotation runbook_url' };
  },
});
