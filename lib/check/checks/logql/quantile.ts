import { check } from '../../check';
import { logPanel } from '../../example/example';

export const quantile = check({
  id: 'logql/quantile',
  severity: 'error',
  title: 'a quantile that is no share',
  rationale: 'Quantiles run from 0 to 1. Above it the result is infinite, below it minus infinity.',
  subject: 'logql',
  bad: logPanel('quantile_over_time(95, {service_name="shop-api"} | json | unwrap duration(took) | __error__="" [$__auto]) by (env)', { unit: 's' }),
  good: logPanel('quantile_over_time(0.95, {service_name="shop-api"} | json | unwrap duration(took) | __error__="" [$__auto]) by (env)', { unit: 's' }),
  *find(query) {
    for (const { parameter, span } of query.ranges) {
      if (parameter !== undefined && (parameter < 0 || parameter > 1)) yield { message: `a quantile is between 0 and 1, and this is ${String(parameter)}`, spot: query.spot(span), fix: parameter > 1 && parameter <= 100 ? `write ${String(parameter / 100)}` : 'write 0.95 for the 95th percentile' };
    }
  },
});
