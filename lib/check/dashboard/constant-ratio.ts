import { queriesOf } from '../../dashboard/panel/panel';
import { print } from '../../promql/print';
import type { BinaryNode, Node, SelectorNode } from '../../promql/node';
import { unwrapped, walk } from '../../promql/node';
import { mapSelectors } from '../../promql/rewrite';
import type { PanelCheck } from './panel-check';

export const constantRatio: PanelCheck = {
  id: 'dashboard/constant-ratio',
  severity: 'error',
  title: 'series divided by themselves',
  why: 'each series is divided by itself: the panel shows 1 for every series that the left side selects, and nothing when there is none',
  find({ panel }) {
    return queriesOf(panel).flatMap(({ expression }) =>
      [...walk(expression)].flatMap((node) => {
        const narrowing = node.kind === 'binary' && node.operator === '/' ? selfDivision(node) : undefined;
        if (narrowing === undefined) return [];
        return [{ message: `both sides of the division are the same series${narrowing === '' ? '' : `: ${narrowing} only leaves some of them out`}`, fix: `aggregate both sides: ratio(sum(...), sum(...))` }];
      }),
    );
  },
};

/**
 * `rate(x{status="500"}[5m]) / rate(x[5m])`: without aggregation and without `on(...)` or `ignoring(...)`, a series finds
 * itself on the other side. Answers what the sides differ in, or undefined when they are different things.
 */
function selfDivision({ left, right, matching }: BinaryNode): string | undefined {
  if (matching !== undefined) return undefined;
  const [part, whole] = [onlySelector(left), onlySelector(right)];
  if (part === undefined || whole === undefined || withoutMatchers(left) !== withoutMatchers(right)) return undefined;
  const common = new Set(whole.matchers.map(asText));
  const narrowing = part.matchers.filter((matcher) => !common.has(asText(matcher)));
  const isSubset = whole.matchers.every((matcher) => part.matchers.some((other) => asText(other) === asText(matcher)));
  return isSubset ? narrowing.map(asText).join(', ') : undefined;
}

/** The selector of an expression that keeps every series apart: a selector, or a function of one. */
function onlySelector(expression: Node): SelectorNode | undefined {
  const node = unwrapped(expression);
  switch (node.kind) {
    case 'selector':
      return node;
    case 'range':
      return node.selector;
    case 'call':
      return keepsSeriesApart(node.name) ? node.arguments.map(onlySelector).find((selector) => selector !== undefined) : undefined;
    default:
      return undefined;
  }
}

function keepsSeriesApart(name: string): boolean {
  return name !== 'histogram_quantile' && name !== 'absent' && name !== 'absent_over_time' && name !== 'vector';
}

/** The expression with all matchers taken away: what is left must agree, offset and window included. */
function withoutMatchers(node: Node): string {
  return print(mapSelectors(node, (selector) => ({ ...selector, matchers: [] })));
}

function asText({ label, operator, value }: { readonly label: string; readonly operator: string; readonly value: string }): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}
