import type { Node } from '../../../promql/node';
import { isComparison, unwrapped } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { principalThresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { isNow } from '../time/age';

export const lowIsBad = check({
  id: 'direction/low-is-bad',
  severity: 'error',
  title: 'an alert while all is well',
  rationale: 'The catalog says that trouble lies below: fewer hits, less time left, an answer of 0. An alert that asks for more fires while all is well, and ends when trouble begins.',
  subject: 'expression',
  bad: alerting('avg(cache_hit_ratio) > 0.7'),
  good: alerting('avg(cache_hit_ratio) < 0.7'),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    for (const { measured, sign, limit, comparison } of principalThresholds(expression)) {
      const found = risingWith(expression, measured);
      if (found === undefined) continue;
      const { selector, isRising } = found;
      const declaration = expression.known.declarations(selector).find(({ direction }) => direction === 'lowIsBad');
      if (declaration === undefined) continue;
      const asksForHigh = sign === '>' || sign === '>=' || (sign === '==' && limit > 0 && limit === declaration.range?.max);
      const asksForLow = sign === '<' || sign === '<=';
      if (isRising ? !asksForHigh : !asksForLow) continue;
      yield { message: `${selector.name ?? ''} is bad when it is low, and this fires when it is high`, spot: expression.spot(comparison), fix: isRising ? "write '<'" : "write '>'" };
    }
  },
});

const keeps: ReadonlySet<string> = new Set(['avg_over_time', 'min_over_time', 'max_over_time', 'last_over_time', 'sum_over_time', 'quantile_over_time', 'rate', 'increase', 'irate', 'clamp', 'clamp_min', 'clamp_max', 'label_replace', 'round']);

/** The one selector that a value follows, and whether it rises or falls with it. */
function risingWith(expression: Expression, node: Node): { readonly selector: Extract<Node, { kind: 'selector' }>; readonly isRising: boolean } | undefined {
  let inner: Node = unwrapped(node);
  let isRising = true;
  for (;;) {
    if (inner.kind === 'selector') return { selector: inner, isRising };
    const next = stepInto(expression, inner);
    if (next === undefined) return undefined;
    isRising = next.flips ? !isRising : isRising;
    inner = unwrapped(next.node);
  }
}

function stepInto(expression: Expression, node: Node): { readonly node: Node; readonly flips: boolean } | undefined {
  switch (node.kind) {
    case 'range':
      return { node: node.selector, flips: false };
    case 'subquery':
      return { node: node.expression, flips: false };
    case 'unary':
      return { node: node.expression, flips: node.operator === '-' };
    case 'aggregate':
      return node.operator === 'count' || node.operator === 'group' || node.operator === 'count_values' || node.operator === 'stddev' || node.operator === 'stdvar' ? undefined : { node: node.expression, flips: false };
    case 'call': {
      const argument = node.arguments[node.name === 'quantile_over_time' ? 1 : 0];
      return keeps.has(node.name) && argument !== undefined ? { node: argument, flips: false } : undefined;
    }
    case 'binary': {
      const [left, right] = [expression.facts(node.left).constant, expression.facts(node.right).constant];
      if (node.operator === '-' && (left !== undefined || isNow(node.left))) return { node: node.right, flips: true };
      if (node.operator === '-' && isNow(node.right)) return { node: node.left, flips: false };
      if ((node.operator === '*' || node.operator === '/' || node.operator === '+' || node.operator === '-') && right !== undefined) return { node: node.left, flips: right < 0 && (node.operator === '*' || node.operator === '/') };
      if ((node.operator === '*' || node.operator === '+') && left !== undefined) return { node: node.right, flips: left < 0 && node.operator === '*' };
      return isComparison(node.operator) && node.bool !== true ? undefined : node.operator === 'and' || node.operator === 'unless' ? { node: node.left, flips: false } : undefined;
    }
    case 'number':
    case 'string':
    case 'selector':
    case 'paren':
      return undefined;
  }
}
