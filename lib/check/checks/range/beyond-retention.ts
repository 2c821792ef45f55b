import { formatDuration, milliseconds } from '../../../core/duration';
import type { Node } from '../../../promql/node';
import { ancestors } from '../../analysis/path';
import { lapseMilliseconds } from '../../analysis/sampling';
import type { Expression } from '../../analysis/expression';
import { check } from '../../check';
import { recording } from '../../example/example';

export const beyondRetention = check({
  id: 'range/beyond-retention',
  severity: 'error',
  title: 'a look back further than samples are kept',
  rationale: 'Samples are deleted after the retention time. A longer range silently covers only what is left, and an offset beyond it finds nothing.',
  subject: 'expression',
  bad: recording('job:http_requests:increase30d', 'sum by (job) (increase(http_requests_total[30d]))'),
  good: recording('job:http_requests:increase7d', 'sum by (job) (increase(http_requests_total[7d]))'),
  *find(expression) {
    const { installation, defaults } = expression.known;
    if (!installation.stated.has('retention')) return;
    const retention = defaults.retention.milliseconds;
    for (const selector of expression.selectors) {
      const reach = [selector, ...ancestors(expression, selector)].reduce((sum, node) => sum + reachOf(node), 0);
      if (reach <= retention) continue;
      yield {
        message: `this looks back ${formatDuration(milliseconds(reach))}, and samples are kept for ${formatDuration(defaults.retention)}`,
        spot: expression.spot(widest(expression, selector)),
        fix: 'shorten it, keep samples for longer, or count in shorter steps with a recording rule',
      };
    }
  },
});

/** How far a node makes what is below it look back. */
function reachOf(node: Node): number {
  const offset = node.kind === 'selector' || node.kind === 'subquery' ? (lapseMilliseconds(node.offset) ?? 0) : 0;
  const range = node.kind === 'range' || node.kind === 'subquery' ? (lapseMilliseconds(node.range) ?? 0) : 0;
  return Math.max(0, offset) + range;
}

function widest(expression: Expression, selector: Node): Node {
  return [selector, ...ancestors(expression, selector)].reduce((best, node) => (reachOf(node) > reachOf(best) ? node : best), selector);
}
