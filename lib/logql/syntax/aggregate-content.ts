import type { Grouping } from '../../promql/node';
import type { RangeAggregateNode, RangeOperator, VectorOperator } from '../node';
import type { TokenStream } from './token-stream';

/** Functions of log lines; the others read numbers that `unwrap` makes of them. Source: `validate` of `RangeAggregationExpr` in pkg/logql/syntax/ast.go. */
const ofLines: ReadonlySet<RangeOperator> = new Set<RangeOperator>(['count_over_time', 'rate', 'bytes_over_time', 'bytes_rate', 'absent_over_time']);
const ofNumbersToo: ReadonlySet<RangeOperator> = new Set<RangeOperator>(['rate', 'absent_over_time']);
const groupable: ReadonlySet<RangeOperator> = new Set<RangeOperator>(['avg_over_time', 'stddev_over_time', 'stdvar_over_time', 'quantile_over_time', 'max_over_time', 'min_over_time', 'first_over_time', 'last_over_time']);

/** Refuses what a function over a range cannot read, or cannot group. */
export function refuseRangeAggregate(stream: TokenStream, { operator, range, parameter, grouping, span }: RangeAggregateNode): void {
  if (operator === 'quantile_over_time' ? parameter === undefined : parameter !== undefined) {
    throw operator === 'quantile_over_time'
      ? stream.fault('quantile_over_time needs to know which quantile', span, { fix: 'write quantile_over_time(0.95, ...)' })
      : stream.fault(`${operator} takes no number before the query`, span, { fix: 'drop it' });
  }
  if (grouping !== undefined && !groupable.has(operator)) throw stream.fault(`${operator} cannot group`, span, { fix: `put an aggregation around it: sum ${grouping.mode} (${grouping.labels.join(', ')}) (${operator}(...))` });
  const isOfLines = ofLines.has(operator);
  if (range.unwrap === undefined && !isOfLines) throw stream.fault(`${operator} reads numbers, and this yields lines`, span, { fix: 'say which label holds the number: ... | unwrap took [5m]' });
  if (range.unwrap !== undefined && isOfLines && !ofNumbersToo.has(operator)) throw stream.fault(`${operator} counts lines or bytes, and unwrap makes numbers of them`, range.unwrap.span ?? span, { fix: 'drop unwrap, or take sum_over_time' });
}

interface AggregationFault {
  readonly message: string;
  readonly fix: string;
}

/** What is wrong with the number or the grouping of an aggregation. Source: `mustNewVectorAggregationExpr` in the same file. */
export function aggregationFault(operator: VectorOperator, parameter: string | undefined, grouping: Grouping | undefined): AggregationFault | undefined {
  const ranks = operator === 'topk' || operator === 'bottomk' || operator === 'approx_topk';
  if (!ranks && parameter !== undefined) return { message: `${operator} takes no number before the query`, fix: 'drop it' };
  if (ranks && parameter === undefined) return { message: `${operator} needs to know how many`, fix: `write ${operator}(5, ...)` };
  if (ranks && !(/^[0-9]+$/.test(parameter ?? '') && Number(parameter) > 0)) return { message: `${operator} takes a whole number above zero`, fix: `write ${operator}(5, ...)` };
  if (operator === 'approx_topk' && grouping !== undefined) return { message: 'approx_topk cannot group', fix: 'group inside: approx_topk(5, sum by (...) (...))' };
  if ((operator === 'sort' || operator === 'sort_desc') && grouping !== undefined && grouping.labels.length > 0) return { message: `${operator} cannot group: it orders by value`, fix: 'group inside' };
  return undefined;
}
