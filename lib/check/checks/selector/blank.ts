import { variableMark } from '../../analysis/selection';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const blank = check({
  id: 'selector/blank',
  severity: 'warning',
  title: 'a blank at the edge of a value',
  rationale: 'Blanks count: " api" is another value than "api". At the edge of a value, or beside a bar, nobody sees them.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{route=~"/ | /cart"}[5m])) > 10'),
  good: alerting('sum(rate(http_requests_total{route=~"/|/cart"}[5m])) > 10'),
  *find(expression) {
    for (const { matchers } of expression.selectors) {
      for (const { operator, value, span } of matchers) {
        const isRegexp = operator === '=~' || operator === '!~';
        const found = isRegexp ? /^\s|\s$|\s\||\|\s/.test(value) : value !== value.trim();
        if (found && !value.includes(variableMark)) yield { message: `a blank is part of "${value}"`, spot: expression.spot(span), fix: 'remove it' };
      }
    }
  },
});
