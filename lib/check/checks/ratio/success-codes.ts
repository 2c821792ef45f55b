import { unwrapped } from '../../../promql/node';
import { sources } from '../../analysis/path';
import { check } from '../../check';
import { recording } from '../../example/example';

export const successCodes = check({
  id: 'ratio/success-codes',
  severity: 'warning',
  title: 'success counted by 2xx answers alone',
  rationale: 'Redirects, "not modified" and the mistakes of clients are no failures of the service. Counted against 2xx only, every 304 and every 404 eats the error budget.',
  subject: 'expression',
  bad: recording('job:http_success:ratio5m', 'sum by (job) (rate(http_requests_total{code=~"2.."}[5m])) / sum by (job) (rate(http_requests_total[5m]))'),
  good: recording('job:http_success:ratio5m', 'sum by (job) (rate(http_requests_total{code!~"5.."}[5m])) / sum by (job) (rate(http_requests_total[5m]))'),
  *find(expression) {
    for (const node of expression.binaries) {
      if (node.operator !== '/' || expression.facts(node).share !== 'certain') continue;
      for (const { selector } of sources(expression, unwrapped(node.left))) {
        const matcher = selector.matchers.find(({ label, operator, value }) => operator === '=~' && /code|status/.test(label) && /^2(?:\.\.|\\d\\d|\[0-9\]\[0-9\]|\.\+|\.\*)$/.test(value));
        if (matcher !== undefined) yield { message: 'redirects and the mistakes of clients count as failures', spot: expression.spot(matcher.span), fix: `write ${matcher.label}!~"5.."` };
      }
    }
  },
});
