import { matcherTest } from '../../../metric/series';
import { filtersOf, isVariable } from '../../analysis/log-pipeline';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const impossibleFilter = check({
  id: 'logql/impossible-filter',
  severity: 'error',
  title: 'a label filter that no line satisfies',
  rationale: 'A filter of a label compares the whole value, also with a regular expression: err does not match error. A line filter looks anywhere in the line.',
  subject: 'logql',
  bad: alerting('sum(count_over_time({service_name="shop-api"} |= "payment" | json | level=~"err" [5m])) > 10'),
  good: alerting('sum(count_over_time({service_name="shop-api"} |= "payment" | json | level=~"err.*" [5m])) > 10'),
  *find(query) {
    for (const log of query.logs) {
      const { before, behind } = query.flow(log);
      for (const { filter, index } of filtersOf(log)) {
        if (filter.kind !== 'text' || isVariable(filter.value)) continue;
        const facts = (index === 0 ? before : behind[index - 1])?.known.get(filter.label);
        if (facts === undefined || facts.values === 'open') continue;
        const passes = matcherTest(filter);
        if (facts.values.some(passes) || (facts.isOptional && passes(''))) continue;
        yield { message: facts.values.length === 0 ? `nothing is left of '${filter.label}' here` : `${filter.label} is never '${filter.value}' here`, spot: query.spot(filter.span), fix: facts.values.length === 0 ? 'drop one of the conditions' : `here it is one of ${facts.values.join(', ')}` };
      }
    }
  },
});
