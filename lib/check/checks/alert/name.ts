import { check } from '../../check';
import { alerting } from '../../example/example';

export const name = check({
  id: 'alert/name',
  severity: 'info',
  title: 'an alert name with blanks, dashes or a small beginning',
  rationale: 'Names in CamelCase stand in routes, silences and links without quotes, and look alike in all public rule sets.',
  subject: 'alert',
  bad: alerting('http_active_connections > 100', { name: 'too-many connections' }),
  good: alerting('http_active_connections > 100', { name: 'TooManyConnections' }),
  *find({ name: text }) {
    if (/^[A-Z][A-Za-z0-9_]*$/.test(text.value)) return;
    const words = text.value.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
    yield { message: `'${text.value}' is not in CamelCase`, spot: { text }, fix: `write ${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') || 'a name such as HighErrorRate'}` };
  },
});
