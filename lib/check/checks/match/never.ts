import type { BinaryNode } from '../../../promql/node';
import { isSetOperator } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';
import type { Pairing } from './pairing';
import { areDisjoint, isCertain, isMissing, pairings } from './pairing';

export const never = check({
  id: 'match/never',
  severity: 'error',
  title: 'two sides of which no series ever match',
  rationale: 'An operator pairs series whose labels are equal, and a label that one side has and the other has not is a difference. Where no pair can exist, the result is empty; unless then excludes nothing.',
  subject: 'expression',
  bad: alerting('sum by (route) (rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05'),
  good: alerting('sum by (route) (rate(http_requests_total{code=~"5.."}[5m])) / on () group_left () sum(rate(http_requests_total[5m])) > 0.05\nand on () sum(rate(http_requests_total[5m])) > 1'),
  *find(expression) {
    for (const pairing of pairings(expression)) {
      const reason = reasonOf(pairing);
      if (reason === undefined) continue;
      const { node } = pairing;
      const effect = node.operator === 'unless' ? "so 'unless' excludes nothing" : `so '${node.operator}' yields nothing`;
      yield { message: `${reason}, ${effect}`, spot: expression.spot(node), fix: fixFor(pairing) };
    }
  },
});

function reasonOf({ node, left, right, matched }: Pairing): string | undefined {
  for (const label of matched) {
    if (isCertain(left, label) && isMissing(right, label)) return `only the left side has the label '${label}'`;
    if (isMissing(left, label) && isCertain(right, label)) return `only the right side has the label '${label}'`;
    const [a, b] = [left.known.get(label), right.known.get(label)];
    if (!areDisjoint(a, b)) continue;
    const [first, second] = [a?.values, b?.values].map((values) => (values === 'open' || values === undefined ? '' : values.slice(0, 3).join(', ')));
    return `the label '${label}' is ${first ?? ''} on the left and ${second ?? ''} on the ${rightWord(node)}`;
  }
  return undefined;
}

function rightWord({ operator }: BinaryNode): string {
  return operator === 'unless' ? 'side to exclude' : 'right';
}

function fixFor({ node, left, right }: Pairing): string {
  const common = [...left.known.keys()].filter((label) => right.known.has(label));
  const on = `on (${common.join(', ')})`;
  if (isSetOperator(node.operator)) return `say which labels count: ${node.operator} ${on} ...`;
  const side = left.known.size >= right.known.size ? 'group_left' : 'group_right';
  return `aggregate both sides by the same labels, or say which count: ${node.operator} ${on} ${side} () ...`;
}
