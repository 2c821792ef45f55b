import { check } from '../../check';
import { logPanel } from '../../example/example';

export const idleMatcher = check({
  id: 'logql/idle-matcher',
  severity: 'warning',
  title: 'a matcher that every stream satisfies',
  rationale: 'The expression .* fits any value, and the missing label too. The matcher selects nothing, and looks as if it did.',
  subject: 'logql',
  bad: logPanel('{service_name="shop-api", env=~".*"}', { type: 'logs' }),
  good: logPanel('{service_name="shop-api", env=~".+"}', { type: 'logs' }),
  *find(query) {
    for (const { matchers } of query.logs) {
      for (const { label, operator, value, span } of matchers) {
        if (operator === '=~' && value === '.*') yield { message: `every stream satisfies ${label}=~".*", even one without the label`, spot: query.spot(span), fix: `drop it, or write ${label}=~".+" for streams that have the label` };
      }
    }
  },
});
