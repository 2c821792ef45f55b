import type { BinaryNode } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const precedence = check({
  id: 'set/precedence',
  severity: 'warning',
  title: 'and beside or, without brackets',
  rationale: 'The operators and and unless bind more strongly than or, and most readers take them from left to right. Brackets say what is meant.',
  subject: 'expression',
  bad: alerting('http_active_connections > 100 or http_active_connections > 50 and on () hour() >= 22'),
  good: alerting('http_active_connections > 100 or (http_active_connections > 50 and on () hour() >= 22)'),
  *find(expression) {
    for (const node of expression.binaries) {
      if (node.operator !== 'or') continue;
      for (const side of [node.left, node.right]) {
        if (!isBareAnd(side)) continue;
        yield { message: `'${side.operator}' is done before 'or' here, wherever it stands`, spot: expression.spot(side), fix: `put brackets around the part with '${side.operator}'` };
      }
    }
  },
});

function isBareAnd(node: BinaryNode['left']): node is BinaryNode {
  return node.kind === 'binary' && (node.operator === 'and' || node.operator === 'unless');
}
