import type { BinaryNode, Node } from '../../../promql/node';
import { unwrapped } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { core, sources } from '../../analysis/path';
import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** A mean so far above everything that the buckets can tell apart is no wish of anybody. */
const implausible = 100;

export const implausibleLatency = check({
  id: 'unit/implausible-latency',
  severity: 'error',
  title: 'seconds compared with a number of milliseconds',
  rationale: 'Durations are measured in seconds. A mean held against 500 is held against more than eight minutes, a hundred times what the histogram has buckets for.',
  subject: 'expression',
  bad: alerting('sum(rate(http_request_duration_seconds_sum[5m])) / sum(rate(http_request_duration_seconds_count[5m])) > 500'),
  good: alerting('sum(rate(http_request_duration_seconds_sum[5m])) / sum(rate(http_request_duration_seconds_count[5m])) * 1000 > 500'),
  *find(expression) {
    for (const { measured, limit, limitNode } of thresholds(expression)) {
      const { scale } = expression.facts(measured);
      const mean = core(measured);
      const top = mean.kind === 'binary' && mean.operator === '/' ? topOfMean(expression, mean) : undefined;
      const value = Math.abs(limit / scale);
      if (top === undefined || value < implausible * top) continue;
      yield { message: `the mean is compared with ${numberText(value)} seconds, and the largest bucket ends at ${numberText(top)}`, spot: expression.spot(limitNode), fix: `write ${numberText(limit / 1000)} if milliseconds were meant` };
    }
  },
});

function topOfMean(expression: Expression, { left, right }: BinaryNode): number | undefined {
  const [sum, count] = [onlySelector(expression, left), onlySelector(expression, right)];
  if (sum?.name?.endsWith('_sum') !== true || count?.name?.endsWith('_count') !== true) return undefined;
  const [declaration] = expression.known.declarations(sum);
  return declaration?.unit === 'seconds' ? declaration.buckets?.at(-1) : undefined;
}

function onlySelector(expression: Expression, node: Node): ReturnType<typeof sources>[number]['selector'] | undefined {
  const found = sources(expression, unwrapped(node));
  return found.length === 1 ? found[0]?.selector : undefined;
}
