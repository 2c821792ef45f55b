import { variableMark } from '../../analysis/selection';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const unescapedDot = check({
  id: 'selector/unescaped-dot',
  severity: 'info',
  title: 'a dot that stands for any character',
  rationale: 'In a regular expression a dot matches any character: "shop.example" also matches "shop-example". Between the parts of a host name or a version that is hardly meant.',
  subject: 'expression',
  bad: alerting('min by (domain) (certificate_expiry_timestamp_seconds{domain=~"shop.example|www.shop.example"}) - time() < 604800'),
  good: alerting('min by (domain) (certificate_expiry_timestamp_seconds{domain=~"shop\\\\.example|www\\\\.shop\\\\.example"}) - time() < 604800'),
  *find(expression) {
    for (const { matchers } of expression.selectors) {
      for (const { operator, value, span } of matchers) {
        const isRegexp = operator === '=~' || operator === '!~';
        if (!isRegexp || value.includes(variableMark) || !/(?<![\\.])[a-z0-9-]{2,}\.[a-z]{2,}(?![*+?{.])/i.test(value)) continue;
        yield { message: `the dot in "${value}" matches any character`, spot: expression.spot(span), fix: 'escape it: \\\\.' };
      }
    }
  },
});
