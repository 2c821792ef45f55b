import { declarationsOf, canSatisfy } from '../../../logql/infer';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { isVariable } from '../../analysis/log-pipeline';

export const unknownValue = check({
  id: 'logql/unknown-value',
  severity: 'error',
  title: 'a selector that no declared stream satisfies',
  rationale: 'Streams that do not exist have no lines, so a panel stays empty and an alert never fires. An expression must match the whole value.',
  subject: 'logql',
  bad: alerting('sum(count_over_time({service_name="shop-api", env="prod"} |= "payment failed" [5m])) > 10'),
  good: alerting('sum(count_over_time({service_name="shop-api", env=~"prod.*"} |= "payment failed" [5m])) > 10'),
  *find(query) {
    for (const log of query.logs) {
      const { matchers, span } = log;
      const known = new Set(query.streams.flatMap(({ labels }) => Object.keys(labels)));
      const certain = matchers.filter(({ label, value }) => known.has(label) && !isVariable(value));
      const impossible = certain.filter((matcher) => !query.streams.some(({ labels }) => canSatisfy(labels, matcher)));
      for (const { label, value, span: spot } of impossible) {
        const values = [...new Set(query.streams.flatMap(({ labels: { [label]: all } }) => (all === undefined || 'expected' in all ? [] : all)))];
        yield { message: `no stream has a ${label} that fits '${value}'`, spot: query.spot(spot), fix: `${label} is one of ${values.join(', ')}` };
      }
      const isPossible = certain.length === 0 || declarationsOf({ ...log, matchers: certain }, query.streams).length > 0;
      if (impossible.length === 0 && query.streams.length > 0 && !isPossible) yield { message: 'no stream has all of these labels at once', spot: query.spot(span), fix: 'drop the matcher that belongs to other streams' };
    }
  },
});
