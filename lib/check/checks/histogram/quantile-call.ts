import type { CallNode, Node } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import type { Source } from '../../analysis/path';
import { sources } from '../../analysis/path';

/** A function that wants the buckets of a histogram, with where they come from. */
export interface QuantileCall {
  readonly call: CallNode;
  readonly histogram: Node;
  readonly sources: readonly Source[];
}

export function quantileCalls(expression: Expression): readonly QuantileCall[] {
  return expression.calls.flatMap((call) => {
    const histogram = call.name === 'histogram_quantile' ? call.arguments[1] : call.name === 'histogram_fraction' ? call.arguments[2] : undefined;
    return histogram === undefined ? [] : [{ call, histogram, sources: sources(expression, histogram) }];
  });
}
