import { dashboard } from '../../lib/dashboard/dashboard';
import type { DashboardOptions } from '../../lib/dashboard/dashboard';
import { dashboardJson } from '../../lib/dashboard/grafana/render';
import type { GrafanaPanel, Json } from '../../lib/dashboard/grafana/schema';
import type { Dashboard } from '../../lib/dashboard/model';
import type { Panel } from '../../lib/dashboard/panel/panel';
import { row } from '../../lib/dashboard/row';

const frame = { title: 'Test', folder: 'Tests', description: 'A dashboard of the tests.' } as const;

/** A dashboard of these panels in one row. */
export function dashboardOf(panels: readonly [Panel, ...Panel[]], options: Partial<DashboardOptions> = {}): Dashboard {
  return dashboard('test', { ...frame, rows: [row('Row', panels)], ...options });
}

/** The JSON of one panel, as Grafana reads it. */
export function renderedPanel(panel: Panel, options: Partial<DashboardOptions> = {}): Json<GrafanaPanel> {
  const found = dashboardJson(dashboardOf([panel], options)).panels.find((candidate) => candidate.type !== 'row');
  if (found === undefined) throw new Error('the dashboard has no panel');
  return found;
}

/** The PromQL of its queries. */
export function expressionsOf(panel: Json<GrafanaPanel>): string[] {
  return (panel.targets ?? []).flatMap((target) => ('expr' in target ? [target.expr] : []));
}
