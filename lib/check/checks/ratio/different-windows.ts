import type { CallNode, Node } from '../../../promql/node';
import { unwrapped } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { isSameLapse } from '../../analysis/part-of-whole';
import { isRateCall, sources } from '../../analysis/path';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const differentWindows = check({
  id: 'ratio/different-windows',
  severity: 'error',
  title: 'numerator and denominator over different windows',
  rationale: 'A share compares events with all events of the same time. Over different windows the two lag behind each other; with increase(), or with increase() over rate(), the result is wrong by the factor between them.',
  subject: 'expression',
  bad: alerting('sum(increase(http_requests_total{code=~"5.."}[5m])) / sum(increase(http_requests_total[10m])) > 0.05\nand sum(rate(http_requests_total[5m])) > 1'),
  good: alerting('sum(increase(http_requests_total{code=~"5.."}[10m])) / sum(increase(http_requests_total[10m])) > 0.05\nand sum(rate(http_requests_total[5m])) > 1'),
  *find(expression) {
    for (const quotient of expression.binaries) {
      if (quotient.operator !== '/') continue;
      const [part, whole] = [onlyRate(expression, quotient.left), onlyRate(expression, quotient.right)];
      if (part === undefined || whole === undefined || !isComparable(expression, part, whole)) continue;
      const [a, b] = [part.arguments[0], whole.arguments[0]];
      if (a?.kind !== 'range' || b?.kind !== 'range') continue;
      const isMixed = (part.name === 'increase') !== (whole.name === 'increase');
      if (!isMixed && isSameLapse(a.range, b.range)) continue;
      const isIncrease = part.name === 'increase' || whole.name === 'increase';
      yield {
        message: isMixed ? `${part.name}() is divided by ${whole.name}(): one counts per second, the other over the whole range` : 'numerator and denominator look at different windows',
        spot: expression.spot(quotient),
        severity: isIncrease ? 'error' : 'warning',
        fix: 'use the same function and the same range on both sides',
      };
    }
  },
});

/** The only rate below a node. */
function onlyRate(expression: Expression, node: Node): CallNode | undefined {
  const inner = unwrapped(node);
  const found = sources(expression, inner);
  const [first] = found;
  const call = first?.path.find(isRateCall);
  return found.length === 1 ? call : undefined;
}

/** Both count the same thing, or one the parts of the other. */
function isComparable(expression: Expression, part: CallNode, whole: CallNode): boolean {
  const [a, b] = [part.arguments[0], whole.arguments[0]];
  if (a?.kind !== 'range' || b?.kind !== 'range') return false;
  const [name, other] = [a.selector.name ?? '', b.selector.name ?? ''];
  const family = (text: string): string => text.replace(/_(?:bucket|count|sum)$/, '');
  return name === other ? expression.identity(a.selector) !== expression.identity(b.selector) || isSameLapse(a.range, b.range) : family(name) === family(other);
}
