import { check } from '../../check';
import { alerting } from '../../example/example';
import { templateTexts } from './texts';

export const syntax = check({
  id: 'template/syntax',
  severity: 'error',
  title: 'a template that cannot be rendered',
  rationale: 'The text is a Go template. Prometheus refuses the whole rule file when it cannot be parsed, or shows the error in place of the text.',
  subject: 'alert',
  bad: alerting('http_active_connections > 100', { description: '{{ $value | humanise }} connections are open.' }),
  good: alerting('http_active_connections > 100', { description: '{{ $value | humanize }} connections are open.' }),
  *find(alert) {
    for (const { name, text, template } of templateTexts(alert)) {
      for (const { message, span, fix } of template.faults) yield { message: `${message} (${name})`, spot: { text, span }, fix };
    }
  },
});
