import { mistake } from '../core/problem';
import type { Quantity } from '../core/quantity';
import type { Unit } from '../core/unit';
import { unitOf } from '../promql/infer';
import type { BinaryNode, Node } from '../promql/node';
import { isComparison, unwrapped } from '../promql/node';
import type { Alert } from '../rule/alert';

/** What an alert compares with a number. */
export interface AlertLimit {
  readonly measured: Node;
  readonly operator: BinaryNode['operator'];
  readonly limit: Quantity;
  /** Whether something else must be true as well: then the alert need not fire where the limit is passed. */
  readonly isNarrowed: boolean;
}

/**
 * The number at which an alert begins, so that a panel turns red exactly there:
 *
 *     thresholds: highIsBad({ critical: limitOf(prometheusAlertsUndeliverable, 'ratio') })     // 0.03
 *
 * @throws BelfryError when the alert compares with several numbers or none, or measures something else
 */
export function limitOf<const U extends Unit>(alert: Alert, unit: U): Quantity<U> {
  const place = { subject: alert.subject };
  const [first, ...others] = alertLimits(alert);
  if (first === undefined || others.length > 0) {
    throw mistake({
      check: 'dashboard/alert-without-limit',
      message: first === undefined ? `${alert.name} compares with no number` : `${alert.name} compares with several numbers`,
      place,
      fix: 'give the panel a limit of its own, or none',
    });
  }
  if (first.limit.unit !== unit) {
    throw mistake({ check: 'dashboard/alert-unit', message: `${alert.name} measures ${first.limit.unit}, and the panel ${unit}`, place, fix: 'take the limit of an alert that measures the same' });
  }
  return Object.freeze({ value: first.limit.value, unit });
}

/** The comparisons with a number that decide whether an alert fires. What stands behind `and` or `unless` only narrows it, and so does the far end of a band. */
export function alertLimits({ expression }: Alert): readonly AlertLimit[] {
  return limitsIn(expression, false);
}

function limitsIn(expression: Node, isNarrowed: boolean): AlertLimit[] {
  const node = unwrapped(expression);
  if (node.kind !== 'binary') return [];
  const { operator, left, right } = node;
  if (operator === 'and' || operator === 'unless') return limitsIn(left, true);
  if (operator === 'or') return [...limitsIn(left, isNarrowed), ...limitsIn(right, isNarrowed)];
  const limit = unwrapped(right);
  if (!isComparison(operator) || limit.kind !== 'number') return [];
  const nearer = limitsIn(left, true);
  return nearer.length > 0 ? nearer : [{ measured: left, operator, limit: { value: limit.value, unit: limit.unit ?? unitOf(left) ?? 'unknown' }, isNarrowed }];
}
