import { check } from '../../check';
import { alerting } from '../../example/example';

export const noName = check({
  id: 'selector/no-name',
  severity: 'warning',
  title: 'a selector without the name of a metric',
  rationale: 'It takes every series of every metric with those labels: seconds, bytes and counts together, and whatever is added tomorrow.',
  subject: 'expression',
  bad: alerting('count({job="api"}) > 10000'),
  good: alerting('sum(scrape_samples_post_metric_relabeling{job="api"}) > 10000'),
  *find(expression) {
    for (const selector of expression.selectors) {
      if (selector.name !== undefined) continue;
      const pattern = selector.matchers.find(({ label, operator }) => label === '__name__' && operator === '=~');
      if (pattern !== undefined && !/^\^?\.[*+]/.test(pattern.value)) continue;
      yield { message: 'it takes the series of every metric', spot: expression.spot(selector), fix: 'name the metric' };
    }
  },
});
