import { check } from '../../check';
import { alerting } from '../../example/example';
import { leMatchers, normalizesBounds } from './le-matcher';

export const leFormat = check({
  id: 'histogram/le-format',
  severity: 'error',
  title: 'a whole bucket bound without its decimal point',
  rationale: 'Prometheus 3 stores bucket bounds as floating point numbers: the bound 1 is the label value "1.0". An exact match on "1" finds nothing, where Prometheus 2 found the bucket.',
  subject: 'expression',
  bad: alerting('sum(rate(http_request_duration_seconds_bucket{le="1"}[5m])) / sum(rate(http_request_duration_seconds_count[5m])) < 0.95\nand sum(rate(http_request_duration_seconds_count[5m])) > 1'),
  good: alerting('sum(rate(http_request_duration_seconds_bucket{le=~"1(\\\\.0)?"}[5m])) / sum(rate(http_request_duration_seconds_count[5m])) < 0.95\nand sum(rate(http_request_duration_seconds_count[5m])) > 1'),
  *find(expression) {
    if (!normalizesBounds(expression)) return;
    for (const { matcher, declaration, passing } of leMatchers(expression)) {
      const { operator, value } = matcher;
      if (passing.length > 0 || (operator !== '=' && operator !== '=~')) continue;
      const whole = declaration === undefined ? (operator === '=' && /^\d+$/.test(value) ? value : undefined) : declaration.buckets?.filter(Number.isInteger).map(String).find((bound) => expression.known.passes(matcher, bound));
      if (whole === undefined) continue;
      yield {
        message: `Prometheus 3 stores this bound as "${whole}.0", so le${operator}"${value}" finds nothing`,
        spot: expression.spot(matcher.span),
        severity: declaration === undefined ? 'warning' : 'error',
        fix: operator === '=' ? `write le="${whole}.0", or le=~"${whole}(\\\\.0)?" for both` : 'let the expression allow for ".0": (\\\\.0)?',
      };
    }
  },
});
