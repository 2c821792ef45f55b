import type { Node } from '../../../promql/node';
import { isSetOperator, unwrapped } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { core, sources } from '../../analysis/path';
import { listed } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { leftOver, pairings } from './pairing';

export const many = check({
  id: 'match/many',
  severity: 'error',
  title: 'several series where one is needed',
  rationale: 'An arithmetic operator or comparison needs one partner for each series, with group_left one on the right. Where a label that does not count tells several apart, Prometheus gives up: "found duplicate series for the match group".',
  subject: 'expression',
  bad: alerting('sum by (instance) (pg_connections) / on (instance) pg_connections > 0.8'),
  good: alerting('sum by (instance) (pg_connections) / on (instance) pg_max_connections > 0.8'),
  *find(expression) {
    for (const { node, left, right, matched, isOpen } of pairings(expression)) {
      if (isSetOperator(node.operator) || isOpen || node.matching === undefined) continue;
      const group = node.matching.group?.side;
      const sides = [
        ...(group === 'left' ? [] : [{ side: node.left, labels: left, word: 'left' }]),
        ...(group === 'right' ? [] : [{ side: node.right, labels: right, word: 'right' }]),
      ];
      for (const { side, labels, word } of sides) {
        if (labels.hasOthers || isInfo(expression, side)) continue;
        const included = node.matching.group?.include ?? [];
        const others = leftOver(labels, matched).filter((label) => !included.includes(label) && !isPinned(expression, side, label));
        // What is matched by the name of a thing is mostly reported by one exporter.
        const isOneExporter = others.every((label) => label === 'instance') && matched.some((label) => label !== 'job');
        if (others.length === 0 || isOneExporter) continue;
        // Whoever ignores a label by name mostly knows that it goes with another one.
        const isGrouped = unwrapped(side).kind === 'aggregate' && node.matching.mode === 'on';
        const isSure = isGrouped || others.some((label) => labels.known.get(label)?.values !== 'open');
        yield {
          message: `on the ${word} side ${listed(others)} may tell several series apart, and the operator takes one`,
          spot: expression.spot(side),
          severity: isSure ? 'error' : 'warning',
          fix: group === undefined ? `aggregate that side, or mark it as the one with several: group_${word}` : 'aggregate that side by the matched labels',
        };
      }
    }
  },
});

/** A matcher on the label narrows it, and whoever wrote it knows to what. */
function isPinned(expression: Expression, side: Node, label: string): boolean {
  return sources(expression, side).some(({ selector }) => selector.matchers.some((matcher) => matcher.label === label && (matcher.operator === '=' || matcher.operator === '=~')));
}

/** An info metric has one series for each thing that it is about, whatever it tells of it. */
function isInfo(expression: Expression, side: Node): boolean {
  const inner = core(side);
  return inner.kind === 'selector' && expression.known.declarations(inner).some(({ type }) => type === 'info');
}
