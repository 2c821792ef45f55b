import { numberText } from '../../analysis/words';
import type { KnownObjective } from '../../model/known-metrics';
import type { AlertSubject } from '../../model/subject';
import { kebabCase } from '../../../core/names';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { burnThresholds } from './burn-rate';

const burn = (budget: string): string => `sum(rate(http_requests_total{code=~"5.."}[1h])) / sum(rate(http_requests_total[1h])) > 14.4 * ${budget}\nand sum(rate(http_requests_total[1h])) > 1`;

export const budget = check({
  id: 'slo/budget',
  severity: 'error',
  title: 'an error budget that is not that of the objective',
  rationale: 'An objective of 99.9 % leaves a budget of 0.001. With another number in its place the alert is as many times too late, or too early, as the two differ.',
  subject: 'alert',
  bad: alerting(burn('0.01'), { name: 'ApiAvailabilityBurnsFast', for: '' }),
  good: alerting(burn('0.001'), { name: 'ApiAvailabilityBurnsFast', for: '' }),
  *find(alert, { known }) {
    const { expression } = alert;
    const slo = expression === undefined ? undefined : sloOf(alert, known.installation.objectives);
    if (expression === undefined || slo === undefined) return;
    const left = Number((1 - slo.objective / 100).toPrecision(12));
    for (const threshold of burnThresholds(expression)) {
      if (Math.abs(threshold.budget - left) <= 1e-6 * left) continue;
      yield { message: `${slo.name} has an objective of ${numberText(slo.objective)} %, a budget of ${numberText(left)}, and the expression takes ${numberText(threshold.budget)}`, spot: expression.spot(threshold.limitNode), fix: `write ${numberText(threshold.factor)} * ${numberText(left)}` };
    }
  },
});

/** The objective that an alert names: in its label slo, or at the start of its own name. */
function sloOf({ name, labels }: AlertSubject, objectives: readonly KnownObjective[]): KnownObjective | undefined {
  const label = labels.get('slo')?.value;
  const words = kebabCase(name.value);
  return objectives.find((slo) => slo.name === label) ?? objectives.find((slo) => words.startsWith(kebabCase(slo.name)));
}
