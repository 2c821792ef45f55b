import { isVectorFacts } from '../../analysis/facts';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const rawRatio = check({
  id: 'counter/raw-ratio',
  severity: 'error',
  title: 'a ratio of counters as they are',
  rationale: 'The quotient of two counters is the average since their processes started. After a month an outage of an hour hardly moves it, and it jumps at a restart.',
  subject: 'expression',
  bad: alerting('sum(http_requests_total{code=~"5.."}) / sum(http_requests_total) > 0.05\nand sum(rate(http_requests_total[5m])) > 1'),
  good: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05\nand sum(rate(http_requests_total[5m])) > 1'),
  *find(expression) {
    for (const quotient of expression.binaries) {
      if (quotient.operator !== '/') continue;
      const [left, right] = [expression.facts(quotient.left), expression.facts(quotient.right)];
      if (!left.isLifetime || !right.isLifetime || !isVectorFacts(left) || !isVectorFacts(right)) continue;
      yield {
        message: 'the quotient of two counters is the average since their processes started',
        spot: expression.spot(quotient),
        severity: expression.purpose === 'alert' && !left.isGuess && !right.isGuess ? 'error' : 'warning',
        fix: 'take the rate of both: sum(rate(...[5m])) / sum(rate(...[5m]))',
      };
    }
  },
});
