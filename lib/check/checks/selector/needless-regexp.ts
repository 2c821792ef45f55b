import { variableMark } from '../../analysis/selection';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const needlessRegexp = check({
  id: 'selector/needless-regexp',
  severity: 'info',
  title: 'a regular expression that is none',
  rationale: 'Without a special character =~ compares letter by letter, as = does, and anchors say what holds anyway: the expression must match the whole value. Plain operators read better and are faster.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{route=~"^/cart$"}[5m])) > 10'),
  good: alerting('sum(rate(http_requests_total{route="/cart"}[5m])) > 10'),
  *find(expression) {
    for (const { matchers } of expression.selectors) {
      for (const { label, operator, value, span } of matchers) {
        if ((operator !== '=~' && operator !== '!~') || label === '__name__' || value.includes(variableMark)) continue;
        const anchored = /^\^|(?<!\\)\$$/.test(value);
        const inner = value.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
        const isPlain = inner !== '' && /^[\w\s/:,;@=%<>&~'"!#-]*$/.test(inner);
        if (isPlain) yield { message: `${label}${operator}"${value}" compares one text`, spot: expression.spot(span), fix: `write ${label}${operator === '=~' ? '=' : '!='}"${inner}"` };
        else if (anchored) yield { message: 'the anchors say what holds anyway: an expression must match the whole value', spot: expression.spot(span), fix: `write "${inner}"` };
      }
    }
  },
});
