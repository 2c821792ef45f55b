import type { Duration } from '../../lib/core/duration';
import { seconds } from '../../lib/core/duration';
import { dashboardJson } from '../../lib/dashboard/grafana/render';
import type { Dashboard } from '../../lib/dashboard/model';
import { queriesOf } from '../../lib/dashboard/panel/panel';
import type { MetricDeclaration } from '../../lib/metric/declaration';
import { selectors } from '../../lib/promql/node';

type PanelJson = Exclude<ReturnType<typeof dashboardJson>['panels'][number], { readonly type: 'row' }>;
type TargetJson = NonNullable<PanelJson['targets']>[number];

/** A panel as Grafana draws it. */
export interface AskingPanel {
  readonly title: string;
  readonly json: PanelJson;
  readonly targets: readonly TargetJson[];
}

/** The panels of a dashboard that ask anything, those of folded rows included. */
export function askingPanels(dashboard: Dashboard): readonly AskingPanel[] {
  return dashboardJson(dashboard)
    .panels.flatMap((panel) => (panel.type === 'row' ? panel.panels : [panel]))
    .map((json) => ({ title: json.title, json, targets: json.targets ?? [] }))
    .filter(({ targets }) => targets.length > 0);
}

/** How far two points of a panel stand apart on a screen of 1,000 points: what Grafana works out from the panel's width. */
export function stepOf(dashboard: Dashboard): Duration {
  return seconds(Math.max(15, Math.ceil(dashboard.range.value / 1000)));
}

/** A query after Grafana has filled in what the reader chose at first, which is everything. */
export function filledIn(expression: string, step: Duration): string {
  // Source of the interval: https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/#use-__rate_interval
  return expression
    .replaceAll(/=~"\$\w+"/g, '=~".*"')
    .replaceAll('$__rate_interval', `${String(Math.max(step.value + 15, 60))}s`)
    .replaceAll(/\[\$\w+\]/g, '[5m]');
}

/** The declared metrics behind the panels. */
export function declarationsIn(dashboard: Dashboard): ReadonlySet<MetricDeclaration> {
  const expressions = dashboard.rows.flatMap(({ panels }) => panels.flatMap(queriesOf)).map(({ expression }) => expression);
  return new Set(expressions.flatMap((expression) => selectors(expression).flatMap(({ declaration }) => (declaration === undefined ? [] : [declaration]))));
}
