import type { LogNode } from '../../../logql/node';
import { check } from '../../check';
import { logPanel } from '../../example/example';

const joins: ReadonlySet<string> = new Set(['sum', 'avg', 'min', 'max', 'count', 'stddev', 'stdvar']);

export const unaggregated = check({
  id: 'logql/unaggregated',
  severity: 'warning',
  title: 'a series for every combination of parsed fields',
  rationale: 'A parser makes a label of every field, and each combination of values is a series of its own: one for nearly every line. Loki refuses a query of more than 500 series (max_query_series).',
  subject: 'logql',
  bad: logPanel('rate({service_name="shop-api"} | json [$__auto])'),
  good: logPanel('sum by (status) (rate({service_name="shop-api"} | json [$__auto]))'),
  *find(query) {
    for (const node of query.ranges) {
      const { log } = node.range;
      const parser = log.stages.findLast(isWhole);
      if (parser === undefined || node.grouping !== undefined || node.operator === 'absent_over_time' || isNarrowed(log)) continue;
      const isJoined = [...query.around(node)].some((outer) => outer.kind === 'vectorAggregate' && joins.has(outer.operator));
      if (!isJoined) yield { message: `'${parser.kind}' makes a label of every field, and each combination becomes a series`, spot: query.spot(node.span), fix: 'put an aggregation around it: sum by (status) (...)' };
    }
  },
});

function isWhole(stage: LogNode['stages'][number]): boolean {
  return stage.kind === 'unpack' || ((stage.kind === 'json' || stage.kind === 'logfmt') && stage.extractions.length === 0);
}

function isNarrowed({ stages }: LogNode): boolean {
  return stages.findLastIndex(({ kind }) => kind === 'keep') > stages.findLastIndex(isWhole);
}
