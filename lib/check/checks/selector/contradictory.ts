import type { SelectorMatcher } from '../../../promql/node';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { variableMark } from '../../analysis/selection';

export const contradictory = check({
  id: 'selector/contradictory',
  severity: 'error',
  title: 'matchers that exclude each other',
  rationale: 'All matchers of a selector must hold at once. A label has one value, so it cannot equal two, nor equal what is excluded beside it.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{route="/", route="/cart"}[5m])) > 10'),
  good: alerting('sum(rate(http_requests_total{route=~"/|/cart"}[5m])) > 10'),
  *find(expression) {
    const { known } = expression;
    for (const { matchers } of expression.selectors) {
      const byLabel = new Map<string, Map<string, SelectorMatcher>>();
      const repeated = new Set<string>();
      for (const matcher of matchers) {
        const { label, operator, value, span } = matcher;
        if (value.includes(variableMark)) continue;
        const others = byLabel.get(label) ?? new Map<string, SelectorMatcher>();
        byLabel.set(label, others);
        const key = `${operator}${value}`;
        if (others.has(key) && !repeated.has(`${label}${key}`)) {
          repeated.add(`${label}${key}`);
          yield { message: `the matcher ${label}${operator}"${value}" stands twice`, spot: expression.spot(span), severity: 'warning', fix: 'leave one out' };
        }
        if (!others.has(key)) others.set(key, matcher);
      }
      for (const [label, distinct] of byLabel) {
        const [equal, other] = [...distinct.values()].filter(({ operator }) => operator === '=');
        if (equal === undefined) continue;
        const enemy = other ?? [...distinct.values()].find((matcher) => !known.passes(matcher, equal.value));
        if (enemy !== undefined) yield { message: `${label} cannot be "${equal.value}" and ${enemy.operator}"${enemy.value}" at once`, spot: expression.spot(equal.span), fix: `write one matcher: ${label}=~"...|..."` };
      }
    }
  },
});
