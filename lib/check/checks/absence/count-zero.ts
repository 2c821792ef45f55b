import { verdict } from '../../analysis/interval';
import { outOfReach } from '../../analysis/out-of-reach';
import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const countZero = check({
  id: 'absence/count-zero',
  severity: 'error',
  title: 'a count that should be zero',
  rationale: 'The count of nothing is nothing, not 0: count() yields at least 1 or no result at all. An alert on a count of zero never fires, least of all when everything is gone.',
  subject: 'expression',
  bad: alerting('count(pg_up{job="postgres"} == 1) == 0'),
  good: alerting('(count(pg_up{job="postgres"} == 1) or vector(0)) == 0'),
  *find(expression) {
    for (const threshold of thresholds(expression)) {
      const { measured, sign, limit, comparison } = threshold;
      if (outOfReach(expression, threshold) !== 'count' || verdict(expression.facts(measured).values, sign, limit) !== 'never' || comparison.bool === true) continue;
      yield { message: `a count is at least 1, or there is none, so '${sign} ${numberText(limit)}' is never true`, spot: expression.spot(comparison), fix: 'write absent(...), or give it a default: (count(...) or vector(0)) == 0' };
    }
  },
});
