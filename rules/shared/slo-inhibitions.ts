import type { Inhibition } from '../../lib/route/model';
import { routesFor } from '../../lib/route/routes-for';
import type { Slo } from '../../lib/rule/slo/slo';

/** Of an SLO that burns in several windows, only the fastest burn is heard. For the list `inhibit` of a team. */
export function sloInhibitions(slos: readonly Slo[]): readonly Inhibition[] {
  const { inhibit } = routesFor({ alertname: slos.flatMap(({ alerts }) => alerts.map(({ name }) => name)), slo: slos.map(({ name }) => name) });
  return slos.flatMap(({ name, inhibitions }) => inhibitions.map(({ source, target }) => inhibit({ name: `the fastest burn of ${name} speaks`, source, target, equal: ['slo'] })));
}
