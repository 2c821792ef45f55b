import { outOfReach } from '../../analysis/out-of-reach';
import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const percentForRatio = check({
  id: 'unit/percent-for-ratio',
  severity: 'error',
  title: 'a share compared with a percentage',
  rationale: 'A share lies between 0 and 1. Held against 5 where five percent are meant, it is never above and always below.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 5\nand sum(rate(http_requests_total[5m])) > 1'),
  good: alerting('100 * sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 5\nand sum(rate(http_requests_total[5m])) > 1'),
  *find(expression) {
    for (const threshold of thresholds(expression)) {
      if (outOfReach(expression, threshold) !== 'percent') continue;
      const { limit, limitNode } = threshold;
      yield { message: `a share between 0 and 1 is compared with ${numberText(limit)}`, spot: expression.spot(limitNode), fix: `write ${numberText(limit / 100)} for ${numberText(limit)} %` };
    }
  },
});
