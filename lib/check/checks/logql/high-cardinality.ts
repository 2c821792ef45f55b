import type { LogqlNode } from '../../../logql/node';
import type { LogqlQuery } from '../../analysis/logql-query';
import { check } from '../../check';
import { logPanel } from '../../example/example';

/** Names of what has a value of its own in nearly every line. */
const unique = /^(?:trace|span|request|session|correlation|transaction|message|user|customer|order)_?id$|^uuid$|^(?:client_|remote_)?(?:ip|addr)$|_uuid$/i;

const choosing: ReadonlySet<string> = new Set(['topk', 'bottomk', 'approx_topk', 'count']);

export const highCardinality = check({
  id: 'logql/high-cardinality',
  severity: 'warning',
  title: 'grouped or selected by a label with a value for every line',
  rationale: 'A series for each trace or user is more than Loki calculates (500 by default, max_query_series) and than anybody reads. As a label of streams it makes a stream of each line, which is what fills the index.',
  subject: 'logql',
  bad: logPanel('sum by (trace_id) (rate({service_name="shop-api"} |= "payment" [$__auto]))'),
  good: logPanel('topk(10, sum by (user_id) (rate({service_name="shop-api"} |= "payment" | json [$__auto])))'),
  *find(query) {
    for (const node of [...query.aggregates, ...query.ranges]) {
      const label = node.grouping?.mode === 'by' ? node.grouping.labels.find((name) => unique.test(name)) : undefined;
      if (label !== undefined && !isChosen(query, node)) yield { message: `'${label}' has a value for nearly every line, and each becomes a series`, spot: query.spot(node.span), fix: `leave it out, keep the largest with topk(10, ...), or count them: count(sum by (${label}) (...))` };
    }
    for (const { matchers } of query.logs) {
      for (const { label, span } of matchers) if (unique.test(label)) yield { message: `'${label}' as a label of streams makes a stream of nearly every line`, spot: query.spot(span), fix: `keep it as structured metadata, and write it behind the selector: | ${label}="..."` };
    }
  },
});

function isChosen(query: LogqlQuery, node: LogqlNode): boolean {
  const [outer] = query.around(node);
  return outer?.kind === 'vectorAggregate' && choosing.has(outer.operator);
}
