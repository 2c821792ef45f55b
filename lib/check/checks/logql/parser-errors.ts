import { matchesEmpty } from '../../../promql/syntax/regexp';
import { declarationsOf } from '../../../logql/infer';
import { eachFilter } from '../../../logql/node';
import { filtersOf, streamLabels } from '../../analysis/log-pipeline';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const parserErrors = check({
  id: 'logql/parser-errors',
  severity: 'warning',
  title: 'numbers of parsed lines without a filter for lines that cannot be parsed',
  rationale: 'A line that is no JSON carries a label __error__ instead of its fields, and one of them fails the whole query of numbers. Filters that compare text drop such lines, filters that compare amounts let them through.',
  subject: 'logql',
  bad: alerting('sum by (route) (count_over_time({service_name="shop-proxy"} |= "payment" | line_format "{{.body}}" | json | took > 5s [5m])) > 10'),
  good: alerting('sum by (route) (count_over_time({service_name="shop-proxy"} |= "payment" | line_format "{{.body}}" | json | __error__="" | took > 5s [5m])) > 10'),
  *find(query) {
    for (const { range, operator } of query.ranges) {
      const { log, unwrap } = range;
      const parser = log.stages.findIndex(({ kind }) => kind === 'json' || kind === 'unpack');
      const stage = log.stages[parser];
      if (stage === undefined || operator === 'absent_over_time') continue;
      // Declared as JSON and not written anew on the way.
      const declarations = declarationsOf(log, query.streams);
      if (declarations.length > 0 && declarations.every(({ format }) => format === 'json') && !log.stages.slice(0, parser).some(({ kind }) => kind === 'lineFormat')) continue;
      const fromStream = streamLabels(query, log);
      const isFiltered = [...filtersOf(log)].some(({ filter, index, isRequired }) => index > parser && isRequired && filter.kind === 'text' && (filter.label === '__error__' || (!matchesEmpty(filter) && !fromStream.has(filter.label))));
      const isFilteredLater = unwrap?.filters.some((filter) => [...eachFilter(filter)].some(({ label }) => label === '__error__')) === true;
      if (!isFiltered && !isFilteredLater) yield { message: `one line that '${stage.kind}' cannot read fails the whole query`, spot: query.spot(stage.span), fix: `write | ${stage.kind} | __error__=""` };
    }
  },
});
