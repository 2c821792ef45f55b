import { check } from '../../check';
import { alerting } from '../../example/example';
import { eachFilter } from '../../../logql/node';

export const unwrapErrors = check({
  id: 'logql/unwrap-errors',
  severity: 'warning',
  title: 'unwrap without a filter for values that are no number',
  rationale: 'One line whose value cannot be read as a number fails the whole query, and an alert with it. Only a filter behind unwrap sees that error.',
  subject: 'logql',
  bad: alerting('max(max_over_time({service_name="shop-api"} |= "payment" | json | unwrap duration(took) [5m])) > 5'),
  good: alerting('max(max_over_time({service_name="shop-api"} |= "payment" | json | unwrap duration(took) | __error__="" [5m])) > 5'),
  *find(query) {
    for (const { range } of query.ranges) {
      const { unwrap, log } = range;
      if (unwrap === undefined || unwrap.filters.some((filter) => [...eachFilter(filter)].some(({ label }) => label === '__error__'))) continue;
      const isBefore = log.stages.some((stage) => stage.kind === 'labelFilter' && [...eachFilter(stage.filter)].some(({ label }) => label === '__error__'));
      yield { message: isBefore ? 'the filter of __error__ stands before unwrap, whose errors come later' : `one '${unwrap.label}' that is no number fails the whole query`, spot: query.spot(unwrap.span), fix: 'write | unwrap ... | __error__=""' };
    }
  },
});
