import type { SelectorNode } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { livenessTests } from './liveness';

export const exporterUp = check({
  id: 'absence/exporter-up',
  severity: 'warning',
  title: 'the life of an exporter taken for that of what it watches',
  rationale: 'The metric up says that the exporter was scraped. An exporter beside a dead database is alive and well: it reports the death in a metric of its own.',
  subject: 'expression',
  bad: alerting('up{job="postgres"} == 0 or absent(up{job="postgres"})'),
  good: alerting('pg_up{job="postgres"} == 0 or up{job="postgres"} == 0 or absent(up{job="postgres"})'),
  *find(expression, { rules }) {
    if (expression.purpose !== 'alert') return;
    for (const { selector, threshold } of livenessTests(expression)) {
      const own = selector.name === 'up' ? ownUp(expression, selector) : undefined;
      if (own === undefined) continue;
      const isWatched = rules.alerts.some((alert) => alert.expression?.selectors.some(({ name }) => name === own) === true);
      if (!isWatched) yield { message: `up tells of the exporter, and ${own} of what it watches`, spot: expression.spot(threshold.comparison), fix: `add: or ${own} == 0` };
    }
  },
});

/** What the exporter of the selected job says about the thing that it watches. */
function ownUp({ known }: Expression, { matchers }: SelectorNode): string | undefined {
  const job = matchers.find(({ label, operator }) => label === 'job' && operator === '=')?.value;
  if (job === undefined) return undefined;
  for (const name of known.installation.catalog?.names ?? []) {
    if (!name.endsWith('_up') || name === 'up') continue;
    if (known.installation.catalog?.find(name).some(({ jobs }) => jobs.length === 1 && jobs[0] === job) === true) return name;
  }
  return undefined;
}
