import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { burnThresholds } from './burn-rate';

export const unreachable = check({
  id: 'slo/unreachable',
  severity: 'error',
  title: 'a burn rate that cannot be reached',
  rationale: 'A share of failures is at most 1. With an objective of 90 % even a complete outage burns the budget at ten times its rate: a factor of 14.4 is never reached.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{code=~"5.."}[1h])) / sum(rate(http_requests_total[1h])) > 14.4 * (1 - 0.9)\nand sum(rate(http_requests_total[1h])) > 1', { for: '' }),
  good: alerting('sum(rate(http_requests_total{code=~"5.."}[1h])) / sum(rate(http_requests_total[1h])) > 14.4 * (1 - 0.999)\nand sum(rate(http_requests_total[1h])) > 1', { for: '' }),
  *find(expression) {
    for (const { factor, budget, measured, limitNode } of burnThresholds(expression)) {
      const { values, share, unit, scale } = expression.facts(measured);
      if (factor * budget < 1 || Math.abs(scale) !== 1 || (share === undefined && unit !== 'ratio' && values.max > 1)) continue;
      yield { message: `${numberText(factor)} times a budget of ${numberText(budget * 100)} % is ${numberText(factor * budget * 100)} %, and no share is above 100 %`, spot: expression.spot(limitNode), fix: `lower the factor below ${numberText(1 / budget)}, or correct the budget` };
    }
  },
});
