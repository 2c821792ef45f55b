import { check } from '../../check';
import { alerting } from '../../example/example';
import type { ValueUse } from '../../template/template';
import { measuredBy } from './measured';
import { templateTexts } from './texts';

export const percentSign = check({
  id: 'template/percent-sign',
  severity: 'error',
  title: 'a share printed with a percent sign',
  rationale: 'The value is a share between 0 and 1. With a percent sign behind it, six percent read as 0.06%, which nobody gets up for.',
  subject: 'alert',
  bad: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05\nand sum(rate(http_requests_total[5m])) > 1', { description: '{{ $value }}% of requests fail.' }),
  good: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05\nand sum(rate(http_requests_total[5m])) > 1', { description: '{{ $value | humanizePercentage }} of requests fail.' }),
  *find(alert) {
    if (alert.expression === undefined || measuredBy(alert.expression.result) !== 'share') return;
    for (const { text, template } of templateTexts(alert)) {
      for (const use of template.values) {
        if (!use.functions.includes('humanizePercentage') && saysPercent(use)) yield { message: 'the value lies between 0 and 1, and is printed with a percent sign', spot: { text, span: use.span }, fix: 'write {{ $value | humanizePercentage }} without a percent sign' };
      }
    }
  },
});

function saysPercent({ format, after }: ValueUse): boolean {
  return format?.includes('%%') === true || /^\s?(?:%|percent\b)/.test(after);
}
