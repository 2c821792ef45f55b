import { unwrapped } from '../../../promql/node';
import type { LabelSet } from '../../../promql/shape';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const differentLabels = check({
  id: 'set/different-labels',
  severity: 'info',
  title: 'two sides of or with different labels',
  rationale: 'The operator or takes from the right side what has no partner on the left, and with other labels nothing has one: where both hold, two alerts fire for one thing.',
  subject: 'expression',
  bad: alerting('sum by (queue) (rate(jobs_finished_total[5m])) > 10 or sum by (status) (rate(jobs_finished_total[5m])) > 10'),
  good: alerting('sum by (queue) (rate(jobs_finished_total[5m])) > 10 or sum by (queue) (rate(jobs_failed_total[5m])) > 1'),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    for (const node of expression.binaries) {
      if (node.operator !== 'or' || node.matching !== undefined) continue;
      const [left, right] = [unwrapped(node.left), unwrapped(node.right)];
      // An absent target has no labels but those that its selector pins, and must be told of all the same.
      if ([left, right].some((side) => side.kind === 'call' && side.name.startsWith('absent'))) continue;
      const [a, b] = [expression.facts(left).labels, expression.facts(right).labels];
      const extra = differs(a, b);
      if (extra !== undefined) yield { message: `only one side has the label '${extra}', so no series of the two ever match`, spot: expression.spot(node), fix: 'aggregate both sides by the same labels, or make two alerts of it' };
    }
  },
});

function differs(a: LabelSet, b: LabelSet): string | undefined {
  if (a.hasOthers || b.hasOthers || a.known.size === 0 || b.known.size === 0) return undefined;
  return [...a.known.keys()].find((label) => !b.known.has(label)) ?? [...b.known.keys()].find((label) => !a.known.has(label));
}
