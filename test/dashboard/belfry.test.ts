import { describe, expect, test } from '@jest/globals';
import { belfryDashboards } from '../../dashboards/belfry';
import { panelProblems } from '../../lib/check/dashboard/panel-problems';
import { firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { queriesOf } from '../../lib/dashboard/panel/panel';
import { Catalog } from '../../lib/metric/catalog';
import { print } from '../../lib/promql/print';
import { alertsOf, recordingsOf } from '../../lib/rule/group';
import { belfryGroups } from '../../rules/belfry/groups';
import { belfry } from '../../rules/belfry/system';
import { systems } from '../../rules/index';

const catalog = new Catalog(belfry.metrics);

/** Every job that a metric names. That all of them are scraped is for the synthesis to say. */
const scraped = new Set([...catalog.names].flatMap((name) => catalog.find(name).flatMap(({ jobs }) => jobs)));

const groups = systems.flatMap((system) => system.groups);

const rules = { alerts: alertsOf(groups), recordings: recordingsOf(groups) };

describe.each(belfryDashboards.map((dashboard) => [dashboard.title, dashboard] as const))('%s', (_title, dashboard) => {
  test('has no problem that a check knows, warnings included', () => {
    expect(panelProblems(dashboard, catalog, scraped, rules)).toEqual([]);
  });

  test('begins with what is broken, for whom, since when', () => {
    const [first] = dashboard.rows;
    expect(first?.title).toBe('Is it broken, for whom, since when');
    expect(first?.isCollapsed).toBe(false);
    expect(first?.panels.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['stat', 'table', 'stateTimeline']));
  });
});

test('every alert of the stack links to one of them', () => {
  const uids = new Set(belfryDashboards.map(({ uid }) => uid));
  const own = alertsOf(belfryGroups);
  expect(own.length).toBeGreaterThan(40);
  expect(own.filter(({ dashboard }) => dashboard === undefined || !uids.has(dashboard)).map(({ name }) => name)).toEqual([]);
});

test('a table of firing alerts shows those of its services alone', () => {
  const of = (services: readonly [string, ...string[]]): string[] => queriesOf(firingAlertTable('Firing alerts', { description: 'Firing.', services })).map(({ expression }) => print(expression));
  expect(of(['loki'])).toEqual([expect.stringContaining('ALERTS_FOR_STATE{service="loki"}')]);
  expect(of(['loki'])).toEqual([expect.stringContaining('ALERTS{alertstate="firing",service="loki"}')]);
  expect(of(['alerting', 'alertmanager'])).toEqual([expect.stringContaining('ALERTS{alertstate="firing",service=~"alerting|alertmanager"}')]);
});
