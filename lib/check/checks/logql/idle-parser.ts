import type { RangeAggregateNode } from '../../../logql/node';
import { eachFilter } from '../../../logql/node';
import { isParser, streamLabels } from '../../analysis/log-pipeline';
import type { LogqlQuery } from '../../analysis/logql-query';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const idleParser = check({
  id: 'logql/idle-parser',
  severity: 'warning',
  title: 'a parser whose labels nobody reads',
  rationale: 'Parsing is the costly part of a query of logs. Where the lines are only counted, and by labels of the stream, it changes nothing in the result but can fail it.',
  subject: 'logql',
  bad: alerting('sum by (env) (count_over_time({service_name="shop-api"} |= "payment failed" | json [5m])) > 10'),
  good: alerting('sum by (env) (count_over_time({service_name="shop-api"} |= "payment failed" [5m])) > 10'),
  *find(query) {
    for (const node of query.ranges) {
      const { log } = node.range;
      const parser = log.stages.find(isParser);
      const read = parser === undefined || parser.kind === 'unpack' ? undefined : labelsRead(query, node);
      if (parser === undefined || read === undefined) continue;
      const fromStream = streamLabels(query, log);
      if ([...read].every((label) => fromStream.has(label))) yield { message: `nothing reads what '${parser.kind}' makes of the line`, spot: query.spot(parser.span), fix: `drop | ${parser.kind}` };
    }
  },
});

/** The labels that are read behind the lines; undefined where all of them may be. */
function labelsRead(query: LogqlQuery, node: RangeAggregateNode): ReadonlySet<string> | undefined {
  const read = new Set<string>();
  for (const stage of node.range.log.stages) {
    if (stage.kind === 'labelFilter') for (const { label } of eachFilter(stage.filter)) read.add(label);
    if (stage.kind === 'lineFormat' || stage.kind === 'labelFormat' || stage.kind === 'keep') return undefined;
  }
  if (node.range.unwrap !== undefined) return undefined;
  if (node.operator === 'absent_over_time') return read;
  const [outer] = query.around(node);
  const grouping = node.grouping ?? (outer?.kind === 'vectorAggregate' && !ranks.has(outer.operator) ? (outer.grouping ?? { mode: 'by', labels: [] }) : undefined);
  if (grouping?.mode !== 'by') return undefined;
  for (const label of grouping.labels) read.add(label);
  return read;
}

const ranks: ReadonlySet<string> = new Set(['topk', 'bottomk', 'approx_topk', 'sort', 'sort_desc', 'count']);
