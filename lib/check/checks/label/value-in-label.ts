import { check } from '../../check';
import { alerting } from '../../example/example';

export const valueInLabel = check({
  id: 'label/value-in-label',
  severity: 'error',
  title: 'the value in a label',
  rationale: 'Labels are the identity of an alert. With the value among them each evaluation makes a new alert and ends the old one: it never waits long enough to fire, or notifies every time.',
  subject: 'alert',
  bad: alerting('http_active_connections > 100', { labels: "severity: warning\nteam: shop\ncount: '{{ $value }}'" }),
  good: alerting('http_active_connections > 100', { description: '{{ $value }} connections are open.' }),
  *find({ labels }) {
    for (const [name, text] of labels) {
      if (/\{\{[^{}]*(?:\$value|\.Value)\b/.test(text.value)) yield { message: `the label '${name}' changes with the value`, spot: { text }, fix: 'put the value into an annotation' };
    }
  },
});
