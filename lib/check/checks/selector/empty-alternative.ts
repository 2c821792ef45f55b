import { variableMark } from '../../analysis/selection';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** In the middle or at the end. */
const stray = /(?<!\\)\|(?:\||$)/;

const emptyAnywhere = /^\||(?<!\\)\|(?:\||$)/;

export const emptyAlternative = check({
  id: 'selector/empty-alternative',
  severity: 'warning',
  title: 'alternatives of which one is empty',
  rationale: 'An empty alternative matches series without the label. A stray bar at the end of a list of values lets them all in, or keeps them all out. !~"|a" says on purpose: neither none nor a.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{route=~"/|/cart|"}[5m])) > 10'),
  good: alerting('sum(rate(http_requests_total{route!~"|/cart"}[5m])) > 10'),
  *find(expression) {
    for (const { matchers } of expression.selectors) {
      for (const { operator, value, span } of matchers) {
        const isRegexp = operator === '=~' || operator === '!~';
        if (!isRegexp || value.includes(variableMark) || !(operator === '!~' ? stray : emptyAnywhere).test(value)) continue;
        yield { message: 'one alternative is empty, and matches series without the label', spot: expression.spot(span), fix: 'drop the superfluous bar; if it is meant, write (...)?' };
      }
    }
  },
});
