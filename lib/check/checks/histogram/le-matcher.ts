import type { MetricDeclaration } from '../../../metric/declaration';
import { formatBound } from '../../../metric/family';
import type { SelectorMatcher, SelectorNode } from '../../../promql/node';
import { variableMark } from '../../analysis/selection';
import type { Expression } from '../../analysis/expression';

/** A condition on the bounds of a classic histogram. */
export interface LeMatcher {
  readonly selector: SelectorNode;
  readonly matcher: SelectorMatcher;
  /** Undefined where nobody declared the histogram. */
  readonly declaration: MetricDeclaration | undefined;
  /** The bounds as Prometheus stores them, +Inf included. */
  readonly stored: readonly string[];
  /** The bounds that pass. */
  readonly passing: readonly string[];
}

export function leMatchers(expression: Expression): readonly LeMatcher[] {
  return expression.selectors.flatMap((selector) => {
    if (selector.name?.endsWith('_bucket') !== true) return [];
    const declaration = expression.known.declarations(selector).find(({ type, buckets }) => type === 'histogram' && buckets !== undefined);
    return selector.matchers
      .filter(({ label, value }) => label === 'le' && !value.includes(variableMark))
      .map((matcher) => {
        const stored = [...(declaration?.buckets ?? []).map(formatBound), '+Inf'];
        return { selector, matcher, declaration, stored, passing: stored.filter((bound) => expression.known.passes(matcher, bound)) };
      });
  });
}

/** Prometheus 3 stores `1` as `1.0`; before, a bound was stored as the client wrote it. */
export function normalizesBounds(expression: Expression): boolean {
  return expression.known.defaults.prometheus === 3;
}
