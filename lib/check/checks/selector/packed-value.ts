import { variableMark } from '../../analysis/selection';
import { check } from '../../check';
import { alerting } from '../../example/example';

const catalog = 'metrics:\n  http_requests_total:\n    type: counter\n    unit: requests\n    labels: {env: [production, staging]}\n    jobs: [shop, shop_eu_production, shop_us_production]\n';

export const packedValue = check({
  id: 'selector/packed-value',
  severity: 'info',
  title: 'several facts in the name of a job',
  rationale: 'A regular expression that picks a part out of the middle of a job is a sign that the name holds several facts, such as the service, the cluster and the environment. Labels of their own can be matched with =, aggregated by and routed by.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{job=~"shop_.+_production"}[5m])) > 10', { catalog }),
  good: alerting('sum(rate(http_requests_total{job="shop", env="production"}[5m])) > 10', { catalog }),
  *find(expression) {
    for (const { matchers } of expression.selectors) {
      for (const { label, operator, value, span } of matchers) {
        if (label !== 'job' || operator !== '=~' || value.includes(variableMark)) continue;
        if (/^[\w-]+(?:\.[+*][\w-]+)+$/.test(value)) yield { message: `'${value}' looks for one fact in the middle of a name that holds several`, spot: expression.spot(span), fix: 'give targets a label for each fact when they are found' };
      }
    }
  },
});
