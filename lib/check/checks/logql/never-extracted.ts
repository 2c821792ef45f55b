import { didYouMean } from '../../../core/names';
import type { LogNode } from '../../../logql/node';
import type { Span } from '../../../promql/node';
import { filtersOf } from '../../analysis/log-pipeline';
import type { LogqlQuery } from '../../analysis/logql-query';
import { check } from '../../check';
import { alerting } from '../../example/example';

interface Use {
  readonly label: string;
  readonly span: Span | undefined;
  /** Behind how many stages it stands. */
  readonly stage: number;
}

export const neverExtracted = check({
  id: 'logql/never-extracted',
  severity: 'error',
  title: 'a label that no line has at this stage',
  rationale: 'A label of the line exists behind the parser that makes it. Before, without one, or where the line has no such field, it is empty: the condition is the same for every line, and unwrap finds no number.',
  subject: 'logql',
  bad: alerting('sum(count_over_time({service_name="shop-api"} |= "payment" | status="500" [5m])) > 10'),
  good: alerting('sum(count_over_time({service_name="shop-api"} |= "payment" | json | status="500" [5m])) > 10'),
  *find(query) {
    for (const log of query.logs) {
      const { before, behind } = query.flow(log);
      for (const { label, span, stage } of uses(query, log)) {
        const labels = stage === 0 ? before : behind[stage - 1];
        if (labels === undefined || labels.hasOthers || labels.known.has(label)) continue;
        const known = [...labels.known.keys()];
        const later = behind.some(({ known: some }) => some.has(label));
        yield { message: later ? `'${label}' comes from the parser behind it` : `no line has a label '${label}' here`, spot: query.spot(span), fix: later ? 'put it behind the parser' : didYouMean(label, known) || `the labels here are ${known.filter((name) => !name.startsWith('__')).join(', ')}` };
      }
    }
  },
});

function* uses(query: LogqlQuery, log: LogNode): Generator<Use> {
  for (const { filter, index } of filtersOf(log)) yield { label: filter.label, span: filter.span, stage: index };
  for (const [stage, { kind, ...rest }] of log.stages.entries()) {
    if (kind !== 'labelFormat' || !('formats' in rest)) continue;
    for (const format of rest.formats) if ('from' in format) yield { label: format.from, span: format.span, stage };
  }
  for (const { range } of query.ranges) if (range.log === log && range.unwrap !== undefined) yield { label: range.unwrap.label, span: range.unwrap.span, stage: log.stages.length };
}
