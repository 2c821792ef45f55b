import { beforeAll, describe, expect, test } from '@jest/globals';
import * as barchart from '@grafana/grafana-foundation-sdk/barchart';
import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import { defaultDashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import * as gauge from '@grafana/grafana-foundation-sdk/gauge';
import * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import * as histogram from '@grafana/grafana-foundation-sdk/histogram';
import * as logs from '@grafana/grafana-foundation-sdk/logs';
import * as nodegraph from '@grafana/grafana-foundation-sdk/nodegraph';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as text from '@grafana/grafana-foundation-sdk/text';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type { ValidateFunction } from 'ajv';
import { dashboards } from '../../dashboards/index';
import { dashboardJson, renderDashboard, renderDashboards } from '../../lib/dashboard/grafana/render';
import type { Dashboard } from '../../lib/dashboard/model';
import { everyKind, kinds } from './every-kind';
import { grafanaValidator } from './schema';

/** Deriving the schema compiles the SDK's types: six seconds on two cores, longer when they are busy. */
const patience = 180_000;

let validate: ValidateFunction;

beforeAll(() => {
  validate = grafanaValidator();
}, patience);

function mistakesIn(document: unknown): unknown {
  return validate(document) ? [] : validate.errors;
}

/** The panels of a dashboard, those of folded rows included. */
function panelsOf(made: Dashboard): ReturnType<typeof dashboardJson>['panels'] {
  return dashboardJson(made).panels.flatMap((panel) => (panel.type === 'row' ? panel.panels : [panel]));
}

describe("Grafana's own types", () => {
  test('are fulfilled by every dashboard of every system', () => {
    for (const { json } of renderDashboards(dashboards)) expect(mistakesIn(JSON.parse(json))).toEqual([]);
  });

  test('are fulfilled by every kind of panel with every option', () => {
    expect(new Set(everyKind.rows.flatMap(({ panels }) => panels.map(({ kind }) => kind)))).toEqual(new Set(Object.keys(kinds)));
    expect(mistakesIn(JSON.parse(renderDashboard(everyKind).json))).toEqual([]);
  });

  test.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['a removed kind of panel', { type: 'graph' }],
    ['a field that no panel has', { yaxes: [] }],
    ['an option of another kind of panel', { options: { colorMode: 'value' } }],
    ['a word that an option does not know', { options: { legend: { displayMode: 'tabel', placement: 'bottom', showLegend: true, calcs: [] }, tooltip: { mode: 'multi', sort: 'desc' } } }],
    ['a position that is no number', { gridPos: { x: '0', y: 0, w: 12, h: 8 } }],
  ])('refuse %s', (_what, change) => {
    const good = dashboardJson(everyKind);
    const [first, panel, ...others] = good.panels;
    expect(panel?.type).toBe('timeseries');
    expect(mistakesIn({ ...good, panels: [first, panel, ...others] })).toEqual([]);
    expect(mistakesIn({ ...good, panels: [first, { ...panel, ...change }, ...others] })).not.toEqual([]);
  });
});

describe("the SDK's builders", () => {
  const builders = [barchart, bargauge, gauge, heatmap, histogram, logs, nodegraph, stat, statetimeline, table, text, timeseries].map(({ PanelBuilder }) => new PanelBuilder().build());

  test('name the kinds of panels as Belfry does; the SDK has none for traces and alert lists', () => {
    expect(new Set(panelsOf(everyKind).map(({ type }) => type))).toEqual(new Set([...builders.map(({ type }) => type), 'traces', 'alertlist']));
  });

  test('write the same version of the schema', () => {
    expect(dashboardJson(everyKind).schemaVersion).toBe(defaultDashboard().schemaVersion);
  });
});
