import type { BinaryNode, Node } from '../../../promql/node';
import { isComparison, unwrapped } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import type { Threshold } from '../../analysis/threshold';
import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const contradiction = check({
  id: 'condition/contradiction',
  severity: 'error',
  title: 'two conditions that exclude each other',
  rationale: 'The operator and keeps a series for which both sides hold. One and the same value cannot be above the one limit and below the other.',
  subject: 'expression',
  bad: alerting('http_active_connections > 100 and http_active_connections < 10'),
  good: alerting('http_active_connections > 10 and http_active_connections < 100'),
  *find(expression) {
    const byComparison = new Map(thresholds(expression).map((threshold) => [threshold.comparison, threshold]));
    for (const chain of conjunctions(expression)) {
      const seen: Threshold[] = [];
      for (const node of chain) {
        const threshold = node.kind === 'binary' ? byComparison.get(node) : undefined;
        if (threshold === undefined || threshold.comparison.bool === true) continue;
        const other = seen.find((before) => expression.identity(before.measured) === expression.identity(threshold.measured) && excludes(before, threshold));
        if (other !== undefined) yield { message: `no value is '${other.sign} ${numberText(other.limit)}' and '${threshold.sign} ${numberText(threshold.limit)}' at once`, spot: expression.spot(threshold.comparison), fix: "correct one of the limits, or write 'or'" };
        seen.push(threshold);
      }
    }
  },
});

/** The parts that `and` joins by all their labels, for each outermost `and`. */
function conjunctions(expression: Expression): readonly (readonly Node[])[] {
  return expression.binaries.filter((node) => isPlainAnd(node) && !isInAnd(expression, node)).map(conjuncts);
}

function isPlainAnd({ operator, matching }: BinaryNode): boolean {
  return operator === 'and' && matching === undefined;
}

function isInAnd(expression: Expression, node: BinaryNode): boolean {
  const parent = expression.parent(node);
  return parent?.kind === 'binary' && isPlainAnd(parent);
}

function conjuncts(top: BinaryNode): Node[] {
  const found: Node[] = [];
  const pending: Node[] = [top];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const inner = unwrapped(node);
    if (inner.kind === 'binary' && isPlainAnd(inner)) pending.push(inner.right, inner.left);
    else if (inner.kind === 'binary' && isComparison(inner.operator)) found.push(inner);
  }
  return found;
}

function excludes(a: Threshold, b: Threshold): boolean {
  const [lower, upper] = isLower(a) && isUpper(b) ? [a, b] : isLower(b) && isUpper(a) ? [b, a] : [undefined, undefined];
  if (lower !== undefined) return lower.limit > upper.limit || (lower.limit === upper.limit && (lower.sign === '>' || upper.sign === '<'));
  if (a.sign === '==' && b.sign === '==') return a.limit !== b.limit;
  if (a.sign === '==') return isOutside(a.limit, b);
  return b.sign === '==' && isOutside(b.limit, a);
}

function isLower({ sign }: Threshold): boolean {
  return sign === '>' || sign === '>=';
}

function isUpper({ sign }: Threshold): boolean {
  return sign === '<' || sign === '<=';
}

function isOutside(value: number, { sign, limit }: Threshold): boolean {
  switch (sign) {
    case '>':
      return value <= limit;
    case '>=':
      return value < limit;
    case '<':
      return value >= limit;
    case '<=':
      return value > limit;
    case '!=':
      return value === limit;
    case '==':
      return value !== limit;
  }
}
