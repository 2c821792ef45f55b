import { variableMark } from '../../analysis/selection';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const matchesEverything = check({
  id: 'selector/matches-everything',
  severity: 'error',
  title: 'a matcher that everything passes, or nothing',
  rationale: 'The expression ".*" matches every value and its absence, so =~".*" asks nothing and !~".*" finds nothing.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{route!~".*"}[5m])) > 10'),
  good: alerting('sum(rate(http_requests_total{route!~"/internal.*"}[5m])) > 10'),
  *find(expression) {
    for (const { matchers } of expression.selectors) {
      for (const { label, operator, value, span } of matchers) {
        if (value.includes(variableMark) || !/^\^?(?:\.\*|\(\.\*\))\$?$/.test(value)) continue;
        if (operator === '!~') yield { message: `nothing is ${label}!~"${value}", so the selector finds nothing`, spot: expression.spot(span), fix: `write ${label}="" for series without the label` };
        if (operator === '=~') yield { message: `everything is ${label}=~"${value}", series without the label too`, spot: expression.spot(span), severity: 'info', fix: `leave the matcher out, or write ${label}!="" for series that have the label` };
      }
    }
  },
});
