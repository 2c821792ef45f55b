import type { Node, SelectorNode } from '../../../promql/node';
import { unwrapped } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { variableMark } from '../../analysis/selection';
import { isRateCall, sources } from '../../analysis/path';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** Labels that say where something runs. A part and its whole run at the same place. */
const places: ReadonlySet<string> = new Set(['job', 'instance', 'namespace', 'service', 'cluster', 'environment', 'env', 'pod']);

/** Labels that tell good events from bad ones: the whole has both. */
const outcome = /code|status|result|outcome|success|valid/;

export const otherWhole = check({
  id: 'ratio/other-whole',
  severity: 'error',
  title: 'a part divided by the whole of something else',
  rationale: 'A share divides the events of one service by all events of that service. Over the events of another service, or over the other half only, the quotient is no share and can exceed 1.',
  subject: 'expression',
  bad: alerting('sum(rate(process_cpu_seconds_total{job="api"}[5m])) / sum(rate(process_cpu_seconds_total{job="worker"}[5m])) > 0.5'),
  good: alerting('sum(rate(process_cpu_seconds_total{job="api"}[5m])) / sum(rate(process_cpu_seconds_total{job=~"api|worker"}[5m])) > 0.5'),
  *find(expression) {
    for (const node of expression.binaries) {
      if (node.operator !== '/') continue;
      const [part, whole] = [onlySelector(expression, node.left), onlySelector(expression, node.right)];
      if (part === undefined || whole === undefined || part.name !== whole.name || part.name === undefined) continue;
      const clash = clashOf(expression, part, whole);
      if (clash === undefined || (!places.has(clash.label) && !outcome.test(clash.label))) continue;
      yield {
        message: `the part has ${clash.label} "${clash.value}", which the whole leaves out`,
        spot: expression.spot(node),
        severity: places.has(clash.label) ? 'error' : 'warning',
        fix: 'let the denominator select everything that the numerator selects, and more',
      };
    }
  },
});

function onlySelector(expression: Expression, node: Node): SelectorNode | undefined {
  const inner = unwrapped(node);
  const found = sources(expression, inner);
  const [first] = found;
  return found.length === 1 && inner.kind === 'aggregate' && first?.path.some(isRateCall) === true ? first.selector : undefined;
}

function clashOf({ known }: Expression, part: SelectorNode, whole: SelectorNode): { readonly label: string; readonly value: string } | undefined {
  const clash = part.matchers.find(
    ({ label, operator, value }) => operator === '=' && !value.includes(variableMark) && whole.matchers.some((condition) => condition.label === label && !condition.value.includes(variableMark) && !known.passes(condition, value)),
  );
  return clash === undefined ? undefined : { label: clash.label, value: clash.value };
}
