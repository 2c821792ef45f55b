import type { Node, SelectorNode } from '../../../promql/node';
import { unwrapped } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { isSameLapse } from '../../analysis/part-of-whole';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const selfDivision = check({
  id: 'ratio/self-division',
  severity: 'error',
  title: 'series divided by themselves',
  rationale: 'A quotient pairs series with equal labels. Without aggregation, or grouped by the label that was filtered, each series finds no other partner than itself: the result is 1, whatever happens.',
  subject: 'expression',
  bad: alerting('rate(http_requests_total{code="500"}[5m]) / rate(http_requests_total[5m]) > 0.05'),
  good: alerting('sum(rate(http_requests_total{code="500"}[5m])) / sum(rate(http_requests_total[5m])) > 0.05\nand sum(rate(http_requests_total[5m])) > 1'),
  *find(expression) {
    for (const node of expression.binaries) {
      if (node.operator !== '/' || node.matching !== undefined || unwrapped(node.left).kind === 'number') continue;
      const isSame = expression.identity(node.left) === expression.identity(node.right);
      if (!isSame && !pairsWithItself(expression, node.left, node.right)) continue;
      yield { message: 'each series is divided by itself, so the result is always 1', spot: expression.spot(node), fix: isSame ? 'divide by the whole, or by an earlier value' : 'aggregate both sides: sum(...) / sum(...)' };
    }
  },
});

/** Whether each series of the left side can only be paired with itself. */
function pairsWithItself(expression: Expression, left: Node, right: Node): boolean {
  let [a, b]: Node[] = [unwrapped(left), unwrapped(right)];
  let kept: ReadonlySet<string> | 'all' = 'all';
  for (;;) {
    if (a === undefined || b === undefined) return false;
    if (a.kind === 'aggregate' && b.kind === 'aggregate') {
      if (a.operator !== b.operator || a.grouping?.mode !== 'by' || b.grouping?.mode !== 'by' || [...a.grouping.labels].sort().join() !== [...b.grouping.labels].sort().join() || kept !== 'all') return false;
      kept = new Set(a.grouping.labels);
      [a, b] = [unwrapped(a.expression), unwrapped(b.expression)];
    } else if (a.kind === 'call' && b.kind === 'call') {
      if (a.name !== b.name || a.arguments.length !== 1 || b.arguments.length !== 1) return false;
      [a, b] = [a.arguments[0], b.arguments[0]].map((argument) => (argument === undefined ? undefined : unwrapped(argument))).filter((argument) => argument !== undefined);
    } else if (a.kind === 'range' && b.kind === 'range') {
      if (!isSameLapse(a.range, b.range)) return false;
      [a, b] = [a.selector, b.selector];
    } else {
      return a.kind === 'selector' && b.kind === 'selector' && areSameSeries(expression, a, b, kept);
    }
  }
}

function areSameSeries(expression: Expression, a: SelectorNode, b: SelectorNode, kept: ReadonlySet<string> | 'all'): boolean {
  if (a.name === undefined || a.name !== b.name || !isSameLapse(a.offset, b.offset) || a.at !== b.at) return false;
  const differing = [...difference(a, b), ...difference(b, a)];
  if (differing.length === 0 && kept !== 'all') return expression.identity(a) === expression.identity(b);
  // Conditions on a label that both sides keep cannot pair a series with another one.
  return differing.every((label) => kept === 'all' || kept.has(label)) && areCompatible(expression, a, b);
}

function difference({ matchers }: SelectorNode, { matchers: others }: SelectorNode): readonly string[] {
  return matchers.filter(({ label, operator, value }) => !others.some((other) => other.label === label && other.operator === operator && other.value === value)).map(({ label }) => label);
}

/** Values that exclude each other are another check's. */
function areCompatible({ known }: Expression, a: SelectorNode, b: SelectorNode): boolean {
  return [
    [a, b],
    [b, a],
  ].every(([one, other]) => one?.matchers.every((matcher) => matcher.operator !== '=' || (other?.matchers ?? []).every((condition) => condition.label !== matcher.label || known.passes(condition, matcher.value))) ?? false);
}
