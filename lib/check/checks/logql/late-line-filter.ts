import { changesLine, isParser } from '../../analysis/log-pipeline';
import { check } from '../../check';
import { logPanel } from '../../example/example';

export const lateLineFilter = check({
  id: 'logql/late-line-filter',
  severity: 'info',
  title: 'a line filter behind a parser',
  rationale: 'Stages run in the order in which they stand. Behind the parser, the filter drops lines that were parsed for nothing; before it, the result is the same and comes sooner.',
  subject: 'logql',
  bad: logPanel('{service_name="shop-api"} | json |= "payment"', { type: 'logs' }),
  good: logPanel('{service_name="shop-api"} | json | line_format "{{.route}}" |= "payment"', { type: 'logs' }),
  *find(query) {
    for (const { stages } of query.logs) {
      for (const [index, stage] of stages.entries()) {
        if (stage.kind !== 'lineFilter') continue;
        const before = stages.slice(0, index);
        const parser = before.slice(before.findLastIndex(changesLine) + 1).find(isParser);
        if (parser !== undefined) yield { message: `this filter reads the line as it was before '${parser.kind}'`, spot: query.spot(stage.span), fix: `put it before | ${parser.kind}` };
      }
    }
  },
});
