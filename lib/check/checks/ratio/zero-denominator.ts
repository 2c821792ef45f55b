import type { Node, SelectorNode } from '../../../promql/node';
import { isComparison, unwrapped } from '../../../promql/node';
import { withoutGuard } from '../../analysis/part-of-whole';
import type { Expression } from '../../analysis/expression';
import { core } from '../../analysis/path';
import { thresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const zeroDenominator = check({
  id: 'ratio/zero-denominator',
  severity: 'warning',
  title: 'a division by a limit that may be 0',
  rationale: 'Where no limit is set, exporters report 0. Anything divided by it is +Inf, which is above every threshold: the alert fires for ever where there is nothing to exceed.',
  subject: 'expression',
  bad: alerting('redis_memory_used_bytes / redis_memory_max_bytes > 0.8'),
  good: alerting('redis_memory_used_bytes / (redis_memory_max_bytes > 0) > 0.8'),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    for (const node of expression.binaries) {
      const limit = node.operator === '/' ? core(node.right) : undefined;
      if (limit?.kind !== 'selector' || withoutGuard(node.right) !== unwrapped(node.right) || !mayBeZero(expression, limit)) continue;
      const isAbove = thresholds(expression).some(({ measured, sign }) => (sign === '>' || sign === '>=') && contains(expression, measured, node));
      if (isAbove && !isGuarded(expression, limit)) yield { message: `${limit.name ?? 'the divisor'} may be 0, and the quotient is then infinite`, spot: expression.spot(node.right), fix: `write (${expression.source(limit)} > 0)` };
    }
  },
});

function mayBeZero({ known }: Expression, selector: SelectorNode): boolean {
  return known.declarations(selector).some(({ type, range }) => type === 'gauge' && range?.min === 0) && /limit|quota|hard|max_(?:bytes|memory)|memory_max/.test(selector.name ?? '');
}

function contains(expression: Expression, top: Node, wanted: Node): boolean {
  for (let node: Node | undefined = wanted; node !== undefined; node = expression.parent(node)) if (node === top) return true;
  return false;
}

/** Some comparison with 0 of the same metric stands beside it. */
function isGuarded(expression: Expression, { name }: SelectorNode): boolean {
  return expression.binaries.some((node) => {
    const left = unwrapped(node.left);
    return isComparison(node.operator) && left.kind === 'selector' && left.name === name;
  });
}
