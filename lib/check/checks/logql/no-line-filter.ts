import { filtersOf, isParser, streamLabels } from '../../analysis/log-pipeline';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const noLineFilter = check({
  id: 'logql/no-line-filter',
  severity: 'info',
  title: 'every line is parsed to find few of them',
  rationale: 'A rule is evaluated every minute. A line filter for the text that is looked for drops most lines before the parser, which is the costly part, and the filter of the label stays exact.',
  subject: 'logql',
  bad: alerting('sum(count_over_time({service_name="shop-api"} | json | level="error" [5m])) > 10'),
  good: alerting('sum(count_over_time({service_name="shop-api"} |= "error" | json | level="error" [5m])) > 10'),
  *find(query) {
    if (query.purpose === 'panel') return;
    for (const log of query.logs) {
      const parser = log.stages.findIndex(isParser);
      if (parser === -1 || log.stages.some(({ kind }) => kind === 'lineFilter' || kind === 'unpack')) continue;
      const fromStream = streamLabels(query, log);
      for (const { filter, index, isRequired } of filtersOf(log)) {
        if (index < parser || !isRequired || filter.kind !== 'text' || filter.operator !== '=' || fromStream.has(filter.label) || !/^[\w-]{3,}$/.test(filter.value)) continue;
        yield { message: `every line is parsed, also those without '${filter.value}' in them`, spot: query.spot(filter.span), fix: `write |= "${filter.value}" before the parser` };
        break;
      }
    }
  },
});
