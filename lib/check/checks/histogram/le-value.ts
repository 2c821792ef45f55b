import { formatBound } from '../../../metric/family';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { leMatchers } from './le-matcher';

export const leValue = check({
  id: 'histogram/le-value',
  severity: 'error',
  title: 'a bucket that the histogram does not have',
  rationale: 'A bucket exists for each declared bound and for +Inf. A selector for any other bound finds nothing, so whatever is computed from it is empty.',
  subject: 'expression',
  bad: alerting('sum(rate(http_request_duration_seconds_bucket{le="0.3"}[5m])) / sum(rate(http_request_duration_seconds_count[5m])) < 0.95\nand sum(rate(http_request_duration_seconds_count[5m])) > 1'),
  good: alerting('sum(rate(http_request_duration_seconds_bucket{le="0.5"}[5m])) / sum(rate(http_request_duration_seconds_count[5m])) < 0.95\nand sum(rate(http_request_duration_seconds_count[5m])) > 1'),
  *find(expression) {
    for (const { selector, matcher, declaration, stored, passing } of leMatchers(expression)) {
      const { operator, value } = matcher;
      if (declaration === undefined || passing.length > 0 || (operator !== '=' && operator !== '=~')) continue;
      // The bound exists and only its spelling is wrong: that is another check's.
      if (declaration.buckets?.some((bound) => expression.known.passes(matcher, String(bound))) === true) continue;
      const meant = operator === '=' && value !== '' && declaration.buckets?.includes(Number(value)) === true ? formatBound(Number(value)) : undefined;
      yield {
        message: `${selector.name ?? ''} has no bucket with le${operator}"${value}"`,
        spot: expression.spot(matcher.span),
        fix: meant === undefined ? `take one of ${stored.join(', ')}` : `write le="${meant}"`,
      };
    }
  },
});
