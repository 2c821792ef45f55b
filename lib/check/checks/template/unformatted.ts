import { check } from '../../check';
import { alerting } from '../../example/example';
import { templateTexts } from './texts';

export const unformatted = check({
  id: 'template/unformatted',
  severity: 'info',
  title: 'a rate printed with all its digits',
  rationale: 'What rate(), irate() and deriv() yield is a fraction such as 0.016666666666666666, which nobody reads at a glance.',
  subject: 'alert',
  bad: alerting('sum(rate(jobs_finished_total[5m])) > 10', { description: '{{ $value }} jobs end per second.' }),
  good: alerting('sum(rate(jobs_finished_total[5m])) > 10', { description: '{{ $value | humanize }} jobs end per second.' }),
  *find(alert) {
    const { expression } = alert;
    // A number of series is a whole number, whatever they hold.
    if (expression === undefined || !expression.calls.some(({ name }) => fractions.has(name)) || expression.aggregates.some(({ operator }) => operator === 'count')) return;
    for (const { text, template } of templateTexts(alert)) {
      for (const { functions, span } of template.values) {
        if (functions.length === 0) yield { message: 'the value is a fraction, and is printed with all its digits', spot: { text, span }, fix: 'write {{ $value | humanize }}' };
      }
    }
  },
});

const fractions: ReadonlySet<string> = new Set(['rate', 'irate', 'deriv']);
