import { formatDuration } from '../../core/duration';
import type { Problem } from '../../core/problem';
import { refuse } from '../../core/problem';
import { didYouMean } from '../../core/names';
import { oncePer } from '../../core/once-per';
import { dataSources } from '../datasource';
import { layOut } from '../layout';
import type { Dashboard } from '../model';
import { dashboardPlace } from '../validate/place';
import { dashboardLinks } from '../validate/references';
import { annotationJson } from './annotation-json';
import { linkJson } from './link-json';
import { PanelIds } from './panel-id';
import { panelJson } from './panel-json';
import type { GrafanaDashboard, Json } from './schema';
import { sourceRef } from './target';
import { variableJson } from './variable-json';

/** A dashboard as a file for Grafana's provisioning. */
export interface RenderedDashboard {
  readonly uid: string;
  readonly folder: string;
  readonly title: string;
  /** Indented by two spaces, always the same for the same dashboard. */
  readonly json: string;
}

/** Newest version of the dashboard schema before the one with elements and layouts; what the SDK's builder writes too. */
const schemaVersion = 42;

/** Writes a dashboard. The cost is linear in the number of its panels; environments share dashboards, and each is written once. */
export const renderDashboard = oncePer((dashboard: Dashboard): RenderedDashboard => {
  const { uid, folder, title } = dashboard;
  return { uid, folder, title, json: `${JSON.stringify(dashboardJson(dashboard), chosenSource(dashboard), 2)}\n` };
});

/** Where the reader chooses among several Prometheus, whatever asks Belfry's own asks the chosen one. */
function chosenSource({ variables }: Dashboard): ((key: string, value: unknown) => unknown) | undefined {
  const variable = variables.find(({ kind }) => kind === 'dataSource');
  if (variable === undefined) return undefined;
  const own = JSON.stringify(sourceRef(dataSources.prometheus));
  return (key, value) => (key === 'datasource' && JSON.stringify(value) === own ? { type: dataSources.prometheus.type, uid: `\${${variable.name}}` } : value);
}

/**
 * Writes the dashboards of one Grafana.
 *
 * @throws BelfryError when two have one uid, two of a folder have one title, or one links to a dashboard that is not there
 */
export function renderDashboards(dashboards: readonly Dashboard[]): readonly RenderedDashboard[] {
  refuse([...duplicates(dashboards), ...linksToNowhere(dashboards)]);
  return dashboards.map(renderDashboard);
}

function duplicates(dashboards: readonly Dashboard[]): Problem[] {
  const found: Problem[] = [];
  const byUid = new Map<string, Dashboard>();
  const byTitle = new Map<string, Dashboard>();
  for (const dashboard of dashboards) {
    const { uid, folder, title } = dashboard;
    const place = dashboardPlace(dashboard);
    const same = byUid.get(uid);
    if (same !== undefined) {
      found.push({ check: 'dashboard/duplicate-uid', severity: 'error', message: `'${same.title}' and '${title}' have one uid`, place, why: 'Grafana keeps the one that it reads last', fix: 'give one of them another uid' });
    }
    const namesake = byTitle.get(JSON.stringify([folder, title]));
    if (namesake !== undefined && same === undefined) {
      found.push({ check: 'dashboard/duplicate-title', severity: 'error', message: `the folder '${folder}' has two dashboards called '${title}'`, place, why: 'Grafana refuses to provision the folder', fix: 'give one of them another title' });
    }
    byUid.set(uid, dashboard);
    byTitle.set(JSON.stringify([folder, title]), dashboard);
  }
  return found;
}

function linksToNowhere(dashboards: readonly Dashboard[]): Problem[] {
  const offered = new Map(dashboards.map((dashboard) => [dashboard.uid, new Set(dashboard.variables.map(({ name }) => name))]));
  return dashboards.flatMap((dashboard) =>
    dashboardLinks(dashboard).flatMap(({ uid, title, variables }): Problem[] => {
      const place = dashboardPlace(dashboard);
      const names = offered.get(uid);
      if (names === undefined) return [{ check: 'dashboard/link-nowhere', severity: 'error', message: `the link '${title}' leads to '${uid}', which is no dashboard`, place, fix: didYouMean(uid, offered.keys()) || 'render that dashboard too, or drop the link' }];
      return Object.keys(variables)
        .filter((name) => !names.has(name))
        .map((name) => ({ check: 'dashboard/link-variable', severity: 'error', message: `the link '${title}' sets '${name}', which '${uid}' does not offer`, place, fix: didYouMean(name, names) || 'add the variable there, or leave it out here' }));
    }),
  );
}

/** The document as data, in the key order in which it is written. */
export function dashboardJson(dashboard: Dashboard): Json<GrafanaDashboard> {
  return {
    uid: dashboard.uid,
    title: dashboard.title,
    description: dashboard.description,
    tags: [...dashboard.tags],
    schemaVersion,
    editable: false,
    graphTooltip: 1,
    time: { from: `now-${formatDuration(dashboard.range)}`, to: 'now' },
    refresh: formatDuration(dashboard.refresh),
    timezone: 'browser',
    links: dashboard.links.map(linkJson),
    templating: { list: dashboard.variables.map(variableJson) },
    annotations: { list: dashboard.annotations.map(annotationJson) },
    panels: panelsJson(dashboard),
  };
}

function panelsJson({ rows }: Dashboard): Json<GrafanaDashboard>['panels'] {
  const ids = new PanelIds();
  return layOut(rows).flatMap(({ row, cell, panels }) => {
    const id = ids.idOf(row.title);
    const inside = panels.map((placed) => panelJson(placed, ids.idOf(row.title, placed.panel.title)));
    const head = {
      type: 'row',
      id,
      title: row.title,
      gridPos: { h: cell.h, w: cell.w, x: cell.x, y: cell.y },
      collapsed: row.isCollapsed,
      ...(row.repeatFor === undefined ? {} : { repeat: row.repeatFor.name }),
      // Grafana keeps the panels of a folded row inside it, and those of an open one beside it.
      panels: row.isCollapsed ? inside : [],
    } as const;
    return row.isCollapsed ? [head] : [head, ...inside];
  });
}
