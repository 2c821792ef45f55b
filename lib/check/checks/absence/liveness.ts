import type { SelectorNode } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { sources } from '../../analysis/path';
import type { Threshold } from '../../analysis/threshold';
import { principalThresholds } from '../../analysis/threshold';

/** A test whether something lives: `up == 0`, `pg_up < 1`, `count(up == 1) < 2`. */
export interface LivenessTest {
  readonly threshold: Threshold;
  readonly selector: SelectorNode;
}

export function livenessTests(expression: Expression): readonly LivenessTest[] {
  return principalThresholds(expression).flatMap((threshold) => {
    const { sign, limit, measured } = threshold;
    const isDead = (limit === 0 && (sign === '==' || sign === '<=')) || (limit <= 1 && sign === '<') || (limit === 1 && sign === '!=');
    if (!isDead) return [];
    return sources(expression, measured)
      .filter(({ selector }) => isLife(selector))
      .map(({ selector }) => ({ threshold, selector }));
  });
}

/** What exporters and Prometheus itself say about life. */
function isLife({ name = '' }: SelectorNode): boolean {
  return name === 'up' || name === 'probe_success' || name.endsWith('_up');
}
