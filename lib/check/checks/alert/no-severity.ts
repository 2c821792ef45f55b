import { check } from '../../check';
import { alerting } from '../../example/example';

export const noSeverity = check({
  id: 'alert/no-severity',
  severity: 'warning',
  title: 'an alert without a severity',
  rationale: 'Routes decide by the severity who is told, and how loudly. An alert without one ends at the default receiver, if anybody reads that.',
  subject: 'alert',
  bad: alerting('http_active_connections > 100', { labels: 'team: shop' }),
  good: alerting('http_active_connections > 100', { labels: 'severity: warning\nteam: shop' }),
  *find({ labels, name }) {
    const severity = labels.get('severity');
    if (severity === undefined || severity.value === '') yield { message: 'it has no severity', spot: { text: name }, fix: 'add the label severity: critical, high, warning or info' };
  },
});
