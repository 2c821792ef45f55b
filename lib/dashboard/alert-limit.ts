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

/** The comparisons with a number that decide whether an alert fires. What stands behind `and` or `unless` only narrows it. */
export function alertLimits({ expression }: Alert): readonly AlertLimit[] {
  return limitsIn(expression);
}

function limitsIn(expression: Node): AlertLimit[] {
  const node = unwrapped(expression);
  if (node.kind !== 'binary') return [];
  const { operator, left, right } = node;
  if (operator === 'and' || operator === 'unless') return limitsIn(left);
  if (operator === 'or') return [...limitsIn(left), ...limitsIn(right)];
  const limit = unwrapped(right);
  if (!isComparison(operator) || limit.kind !== 'number') return [];
  return [{ measured: left, operator, limit: { value: limit.value, unit: limit.unit ?? unitOf(left) ?? 'unknown' } }];
}
