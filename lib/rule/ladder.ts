import type { Problem } from '../core/problem';
import { refuse } from '../core/problem';
import type { Quantity } from '../core/quantity';
import type { Unit } from '../core/unit';
import type { Alert, AlertOptions } from './alert';
import { alert } from './alert';
import { thresholds } from './comparison';
import type { DerivedInhibition } from './inhibition';
import { louderOverQuieter } from './inhibition';
import type { Severity } from './severity';
import { severities } from './severity';

/** One severity of a condition that is told at several. */
export interface LadderStep<Name extends string, U extends Unit> {
  readonly name: Name;
  readonly threshold: Quantity<U>;
}

type Steps<Name extends string, U extends Unit> = Readonly<Partial<Record<Severity, LadderStep<Name, U>>>>;

/** What the condition is built from: one step at a time. */
export interface LadderRung<Name extends string, U extends Unit> extends LadderStep<Name, U> {
  readonly severity: Severity;
}

/** One condition at several severities. */
export interface Ladder<Name extends string, L extends string> {
  /** The loudest first. */
  readonly alerts: readonly Alert<Name, L>[];
  /** Each step silences those below it, for the same values of the labels that the condition yields. */
  readonly inhibitions: readonly DerivedInhibition<Name, L>[];
}

/**
 * One condition at several severities, each with a threshold of its own:
 *
 *     const errorRate = ladder({
 *       warning: { name: 'ElevatedErrorRate', threshold: percent(2) },
 *       critical: { name: 'HighErrorRate', threshold: percent(10) },
 *     }, ({ threshold, severity }) => ({ when: errorRatio.above(threshold), kind: 'symptom', runbook: 'shop/error-rate', ... }));
 *
 *     errorRate.alerts        // HighErrorRate, ElevatedErrorRate
 *     errorRate.inhibitions   // [{ source: { alertname: 'HighErrorRate' }, target: { alertname: ['ElevatedErrorRate'] }, equal: [] }]
 *
 * @throws BelfryError when there are fewer than two steps, when a condition does not compare with its threshold, or when
 * a louder step is not the stricter one
 */
export function ladder<const Name extends string, U extends Unit, V extends Unit, L extends string>(
  steps: Steps<Name, U>,
  build: (rung: LadderRung<Name, U>) => Omit<AlertOptions<V, L>, 'severity'>,
): Ladder<Name, L> {
  const rungs = severities.flatMap((severity): LadderRung<Name, U>[] => {
    const step = steps[severity];
    return step === undefined ? [] : [{ ...step, severity }];
  });
  const subject = `ladder ${rungs.map(({ name }) => name).join(', ')}`;
  if (rungs.length < 2) refuse([problem(subject, 'alert/ladder-steps', 'a ladder has at least two steps', 'name another severity, or declare an alert')]);
  const alerts = rungs.map((rung) => alert<Name, V, L>(rung.name, { ...build(rung), severity: rung.severity }));
  refuse(orderProblems(subject, rungs, alerts));
  return Object.freeze({ alerts, inhibitions: louderOverQuieter(alerts, certainLabels(alerts)) });
}

/** Labels that every instance carries: on one that is missing, two instances would count as equal. */
function certainLabels<L extends string>(alerts: readonly Alert<string, L>[]): readonly L[];
function certainLabels(alerts: readonly Alert[]): readonly string[] {
  const [first] = alerts;
  const fixed = new Set(['alertname', ...Object.keys(first?.fixedLabels ?? {})]);
  return [...(first?.labels.known ?? [])].filter(([label, { isOptional }]) => !isOptional && !fixed.has(label)).map(([label]) => label).sort();
}

function orderProblems(subject: string, rungs: readonly LadderRung<string, Unit>[], alerts: readonly Alert[]): readonly Problem[] {
  const found: Problem[] = [];
  const operators = rungs.map(({ name, threshold }, index) => {
    const made = alerts[index];
    const comparison = made === undefined ? undefined : thresholds(made.expression).find(({ limit }) => limit === threshold.value);
    if (comparison === undefined) found.push(problem(subject, 'alert/ladder-threshold', `${name} does not compare with its threshold ${threshold.value}`, 'compare with the `threshold` that the builder is given'));
    return comparison?.operator;
  });
  for (const [index, rung] of rungs.entries()) {
    const quieter = rungs[index + 1];
    const operator = operators[index];
    if (quieter === undefined || operator === undefined) continue;
    const isRising = operator === '>' || operator === '>=';
    const isStricter = isRising ? rung.threshold.value > quieter.threshold.value : rung.threshold.value < quieter.threshold.value;
    if (!isStricter) {
      found.push(problem(subject, 'alert/ladder-order', `${rung.name} (${rung.severity}, ${operator} ${rung.threshold.value}) is not stricter than ${quieter.name} (${quieter.severity}, ${operator} ${quieter.threshold.value})`, 'exchange the thresholds, or the severities'));
    }
  }
  return found;
}

function problem(subject: string, check: string, message: string, fix: string): Problem {
  return { check, severity: 'error', message, place: { subject }, fix };
}
