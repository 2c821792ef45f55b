import { labelsBefore, variableMark } from '../../analysis/selection';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** What stands in a regular expression and in hardly any name. A dot alone, brackets of an address and a question mark of a query do not count. */
const surelyRegexp = /\.[*+]|[^|]\|[^|]|\[[\w-]+\][*+?]|\(\?[:i]|^\^|[^$]\$$|\\[dws.]|\.\.$/;

export const regexpInEquality = check({
  id: 'selector/regexp-in-equality',
  severity: 'error',
  title: 'a regular expression where a plain text is compared',
  rationale: 'The operators = and != compare letter by letter: "5.." is a five and two dots. Regular expressions take =~ and !~.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{route="/cart/.*"}[5m])) > 10'),
  good: alerting('sum(rate(http_requests_total{route=~"/cart/.*"}[5m])) > 10'),
  *find(expression) {
    for (const selector of expression.selectors) {
      for (const { label, operator, value, span } of selector.matchers) {
        if ((operator !== '=' && operator !== '!=') || value.includes(variableMark) || !surelyRegexp.test(value)) continue;
        // A value that the label really has is meant; one that it cannot have is told of elsewhere.
        if (labelsBefore(selector, expression.known)?.get(label)?.values.includes(value) === true) continue;
        yield { message: `${label}${operator}"${value}" compares letter by letter`, spot: expression.spot(span), fix: `write ${label}${operator === '=' ? '=~' : '!~'}"${value}"` };
      }
    }
  },
});
