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
      for (const [index, matcher] of matchers.entries()) {
        const { label, operator, value, span } = matcher;
        if (value.includes(variableMark)) continue;
        const others = matchers.filter((other, place) => place !== index && other.label === label && !other.value.includes(variableMark));
        const isRepeated = matchers.slice(0, index).some((other) => other.label === label && other.operator === operator && other.value === value);
        if (isRepeated) yield { message: `the matcher ${label}${operator}"${value}" stands twice`, spot: expression.spot(span), severity: 'warning', fix: 'leave one out' };
        const enemy = operator === '=' ? others.find((other) => !known.passes(other, value)) : undefined;
        if (enemy !== undefined && !(enemy.operator === '=' && matchers.indexOf(enemy) < index)) {
          yield { message: `${label} cannot be "${value}" and ${enemy.operator}"${enemy.value}" at once`, spot: expression.spot(span), fix: `write one matcher: ${label}=~"...|..."` };
        }
      }
    }
  },
});
