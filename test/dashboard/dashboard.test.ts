import { describe, expect, test } from '@jest/globals';
import { minutes, seconds } from '../../lib/core/duration';
import { fraction, percent, quantity } from '../../lib/core/quantity';
import type { DashboardOptions } from '../../lib/dashboard/dashboard';
import { dashboard } from '../../lib/dashboard/dashboard';
import { annotation } from '../../lib/dashboard/annotation';
import { renderDashboards } from '../../lib/dashboard/grafana/render';
import { toDashboard } from '../../lib/dashboard/link';
import { logQuery } from '../../lib/dashboard/log-query';
import type { Dashboard } from '../../lib/dashboard/model';
import { barChart } from '../../lib/dashboard/panel/bar-chart';
import { column } from '../../lib/dashboard/panel/column';
import { logs } from '../../lib/dashboard/panel/logs';
import type { Panel } from '../../lib/dashboard/panel/panel';
import { gauge, stat } from '../../lib/dashboard/panel/single-value';
import { table } from '../../lib/dashboard/panel/table';
import { text } from '../../lib/dashboard/panel/text';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import type { Query } from '../../lib/dashboard/query';
import { makeQuery, query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import { dataSourceVariable, intervalVariable, labelVariable, textVariable } from '../../lib/dashboard/variable';
import { max, sum } from '../../lib/promql/aggregate';
import { rate, ratio } from '../../lib/promql/functions';
import { depth, memory, requests } from './metrics';
import { checksOf, problemsOf } from './problems';
import { dashboardOf } from './render-one';

const description = 'What is to be seen.';
const byRoute = sum(rate(requests, minutes(5))).by('route');
const errorRatio = ratio(sum(rate(requests.where({ status: '500' }), minutes(5))), sum(rate(requests, minutes(5))));
const waiting = query(max(depth));
const note = (title: string): Panel => text(title, { description, markdown: 'A note.' });
const jobs = (value: number): ReturnType<typeof quantity<'jobs'>> => quantity(value, 'jobs');

/** A query as JavaScript can write it: past the compiler. */
function unchecked(of: { readonly node: Parameters<typeof makeQuery>[0] }, label: string): Query {
  return makeQuery<string, string>(of.node, ({ labels }) => labels[label] ?? '');
}

describe('a dashboard', () => {
  const good: DashboardOptions = { title: 'Test', folder: 'Tests', description, rows: [row('Row', [note('A')])] };

  test('is taken when nothing is wrong with it', () => {
    expect(checksOf(() => dashboard('canvascast-overview', good))).toEqual([]);
  });

  test.each<readonly [string, string, Partial<DashboardOptions>]>([
    ['a title of blanks', 'dashboard/no-title', { title: ' ' }],
    ['no folder', 'dashboard/no-folder', { folder: '' }],
    ['no description', 'dashboard/no-description', { description: '' }],
    ['a range of nothing', 'dashboard/range', { range: minutes(0) }],
    ['a refresh every second', 'dashboard/refresh', { refresh: seconds(1) }],
    ['two rows of one name', 'dashboard/duplicate-row', { rows: [row('Row', [note('A')]), row('Row', [note('B')])] }],
    ['two panels of one name in a row', 'dashboard/duplicate-panel', { rows: [row('Row', [note('A'), note('A')])] }],
    ['two variables of one name', 'dashboard/duplicate-variable', { variables: [textVariable('id'), textVariable('id')] }],
    ['choices of a window that do not rise', 'dashboard/interval-choices', { variables: [intervalVariable('window', [minutes(5), minutes(5)])] }],
    ['two variables for the data source', 'dashboard/data-source-variables', { variables: [dataSourceVariable('a'), dataSourceVariable('b')] }],
    ["a variable with a name of Grafana's own", 'dashboard/variable-name', { variables: [textVariable('__range')] }],
  ])('is refused with %s', (_what, check, change) => {
    expect(checksOf(() => dashboard('test', { ...good, ...change }))).toEqual([check]);
  });

  test('may have panels of one name in two rows', () => {
    expect(checksOf(() => dashboard('test', { ...good, rows: [row('One', [note('A')]), row('Two', [note('A')])] }))).toEqual([]);
  });

  test.each(['', 'a b', 'a'.repeat(41), 'ä'])('is refused with the uid %j', (uid) => {
    expect(checksOf(() => dashboard(uid, good))).toEqual(['dashboard/uid']);
  });

  test('without rows, or with a row without panels, is refused, however it came about', () => {
    const [filled] = good.rows;
    const withoutRows: Pick<DashboardOptions, 'title' | 'folder' | 'description'> & { readonly rows: readonly (typeof filled)[] } = { ...good, rows: [] };
    expect(checksOf(() => Reflect.apply(dashboard, undefined, ['test', withoutRows]))).toEqual(['dashboard/empty']);
    expect(checksOf(() => dashboard('test', { ...good, rows: [{ ...filled, panels: [] }] }))).toEqual(['dashboard/empty-row']);
  });

  test('tells all its mistakes at once, each with its place and a fix', () => {
    const found = problemsOf(() => dashboard('test', { ...good, folder: '', rows: [row('Row', [note('A'), note('A'), stat('S', { description: '', queries: [waiting] })])] }));
    expect(found.map(({ check, place }) => [check, place.subject])).toEqual([
      ['dashboard/no-folder', 'dashboard test'],
      ['dashboard/duplicate-panel', "dashboard test, row 'Row'"],
      ['dashboard/no-description', "dashboard test, row 'Row', panel 'S'"],
    ]);
    expect(found.every(({ fix }) => fix !== undefined && fix !== '')).toBe(true);
  });
});

describe('labels', () => {
  test('that the expression does not yield are refused in a legend, with the nearest one', () => {
    const good = unchecked(byRoute, 'route');
    const bad = unchecked(byRoute, 'rout');
    expect(checksOf(() => dashboardOf([timeSeries('Requests', { description, queries: [good] })]))).toEqual([]);
    expect(problemsOf(() => dashboardOf([timeSeries('Requests', { description, queries: [bad] })]))).toMatchObject([
      { check: 'dashboard/unknown-label', message: "its legend names the label 'rout', which the expression does not yield", fix: "did you mean 'route'?", place: { subject: "dashboard test, row 'Row', panel 'Requests'" } },
    ]);
  });

  test('are refused in the text of an annotation', () => {
    const marks = annotation('Requests', { when: byRoute, text: ({ labels }) => labels.route });
    const panels = [note('A')] as const;
    expect(checksOf(() => dashboardOf(panels, { annotations: [marks] }))).toEqual([]);
    expect(checksOf(() => dashboardOf(panels, { annotations: [{ ...marks, query: unchecked(byRoute, 'pod') }] }))).toEqual(['dashboard/unknown-label']);
  });
});

describe('thresholds', () => {
  const withThresholds = (thresholds: ReturnType<typeof highIsBad<'ratio'>>): string[] => checksOf(() => dashboardOf([stat('Errors', { description, queries: [query(errorRatio)], thresholds })]));

  test('stand in the order in which it gets worse', () => {
    expect(withThresholds(highIsBad({ warning: percent(2), critical: percent(10) }))).toEqual([]);
    expect(withThresholds(lowIsBad({ warning: percent(95), critical: percent(90) }))).toEqual([]);
  });

  test('are refused the other way round, or when two are equal', () => {
    expect(withThresholds(highIsBad({ warning: percent(10), critical: percent(2) }))).toEqual(['dashboard/threshold-order']);
    expect(withThresholds(lowIsBad({ warning: percent(90), critical: percent(95) }))).toEqual(['dashboard/threshold-order']);
    expect(withThresholds(highIsBad({ notice: percent(5), critical: percent(5) }))).toEqual(['dashboard/threshold-order']);
  });

  test('are refused when they name nothing, or nothing finite', () => {
    expect(withThresholds(highIsBad({}))).toEqual(['dashboard/no-threshold']);
    expect(withThresholds(highIsBad({ critical: fraction(Number.NaN) }))).toEqual(['dashboard/threshold-value']);
  });

  test('of a gauge lie on its scale', () => {
    const waitingUpTo = (end: number): string[] =>
      checksOf(() => dashboardOf([gauge('Waiting', { description, queries: [waiting], scale: { from: jobs(0), to: jobs(end) }, thresholds: highIsBad({ warning: jobs(50), critical: jobs(100) }) })]));
    expect(waitingUpTo(200)).toEqual([]);
    expect(waitingUpTo(80)).toEqual(['dashboard/threshold-off-scale']);
    expect(waitingUpTo(0)).toContain('dashboard/scale');
  });
});

describe('variables', () => {
  const route = labelVariable(requests, 'route');
  const panel = timeSeries('Requests', { description, queries: [query(byRoute, ({ labels }) => labels.route).narrowedBy(route)] });

  test('that a query is narrowed by are offered by the dashboard', () => {
    expect(checksOf(() => dashboardOf([panel], { variables: [route] }))).toEqual([]);
    expect(checksOf(() => dashboardOf([panel]))).toEqual(['dashboard/undefined-variable']);
    expect(checksOf(() => dashboardOf([panel], { variables: [textVariable('route')] }))).toEqual(['dashboard/wrong-variable']);
  });

  test('that choose a window are offered by the dashboard', () => {
    const window = intervalVariable('window', [minutes(5)]);
    const smooth = timeSeries('Requests', { description, window, queries: [query(byRoute, ({ labels }) => labels.route)] });
    expect(checksOf(() => dashboardOf([smooth], { variables: [window] }))).toEqual([]);
    expect(checksOf(() => dashboardOf([smooth]))).toEqual(['dashboard/undefined-variable']);
    expect(checksOf(() => dashboardOf([smooth], { variables: [textVariable('window')] }))).toEqual(['dashboard/wrong-variable']);
  });

  test('choose by a label that a metric in the query has', () => {
    const pointless = timeSeries('Waiting', { description, queries: [waiting.narrowedBy(route)] });
    expect(checksOf(() => dashboardOf([pointless], { variables: [route] }))).toEqual(['dashboard/variable-without-effect']);
  });

  test('that a log query or a text refers to are offered by the dashboard', () => {
    const search = textVariable('search');
    const lines = logs('Lines', { description, queries: [logQuery('{service_name="api"} |= `$search`')] });
    expect(checksOf(() => dashboardOf([lines], { variables: [search] }))).toEqual([]);
    expect(problemsOf(() => dashboardOf([lines], { variables: [textVariable('serach')] }))).toMatchObject([{ check: 'dashboard/undefined-variable', fix: "did you mean 'serach'?" }]);
    expect(checksOf(() => dashboardOf([text('Note', { description, markdown: 'From ${__from} for $team' })]))).toEqual(['dashboard/undefined-variable']);
  });
});

describe('panels', () => {
  test('measure one unit on one axis', () => {
    const bytes = makeQuery<string, never>(max(memory).node, 'memory');
    expect(checksOf(() => dashboardOf([timeSeries('Mixed', { description, queries: [makeQuery<string, never>(max(depth).node, 'jobs'), bytes] })]))).toEqual(['dashboard/mixed-units']);
    expect(checksOf(() => dashboardOf([timeSeries('Both', { description, queries: [waiting], right: { queries: [query(max(memory), 'memory')] } })]))).toEqual([]);
  });

  test.each([
    [{ width: 0, height: 8 }],
    [{ width: 25, height: 8 }],
    [{ width: 12, height: 1 }],
    [{ width: 11.5, height: 8 }],
  ])('of the size %j are refused', (size) => {
    expect(checksOf(() => dashboardOf([text('Note', { description, markdown: 'A note.', size })]))).toEqual(['dashboard/panel-size']);
  });

  test('name each state once', () => {
    const states = (second: number): string[] => checksOf(() => dashboardOf([stat('State', { description, queries: [waiting], states: [{ value: 0, text: 'empty', tone: 'good' }, { value: second, text: 'busy', tone: 'bad' }] })]));
    expect(states(1)).toEqual([]);
    expect(states(0)).toEqual(['dashboard/duplicate-state']);
  });

  test('that are tables have columns of different names, and are ordered by one of them', () => {
    const waitingColumn = (title: string): ReturnType<typeof column<'gauge', 'jobs', 'queue'>> => column(title, max(depth).by('queue'));
    const sorted = (first: string, second: string, sortBy: string): string[] => checksOf(() => dashboardOf([table('Queues', { description, columns: [waitingColumn(first), waitingColumn(second)], sortBy })]));
    expect(sorted('Waiting', 'Also waiting', 'Waiting')).toEqual([]);
    expect(sorted('Waiting', 'Waiting', 'Waiting')).toEqual(['dashboard/duplicate-column']);
    expect(sorted('Waiting', 'queue', 'Waiting')).toEqual(['dashboard/duplicate-column']);
    expect(sorted('Waiting', 'Also waiting', 'Wating')).toEqual(['dashboard/sort-column']);
  });

  test('that are bar charts stand along one label', () => {
    const two = column<'gauge', string, string>('Requests', sum(rate(requests, minutes(5))).by('route', 'method'));
    expect(checksOf(() => dashboardOf([barChart('Requests', { description, bars: [column('Requests', byRoute)] })]))).toEqual([]);
    expect(checksOf(() => dashboardOf([Reflect.apply(barChart, undefined, ['Requests', { description, bars: [two] }])]))).toEqual(['dashboard/bar-chart-labels']);
  });
});

describe('the dashboards of one Grafana', () => {
  const made = (uid: string, title: string, options: Partial<DashboardOptions> = {}): Dashboard => dashboard(uid, { title, folder: 'Tests', description, rows: [row('Row', [note('A')])], ...options });

  test('have each uid once, and each title once in a folder', () => {
    expect(checksOf(() => renderDashboards([made('a', 'A'), made('b', 'B')]))).toEqual([]);
    expect(checksOf(() => renderDashboards([made('a', 'A'), made('a', 'B')]))).toEqual(['dashboard/duplicate-uid']);
    expect(checksOf(() => renderDashboards([made('a', 'A'), made('b', 'A')]))).toEqual(['dashboard/duplicate-title']);
    expect(checksOf(() => renderDashboards([made('a', 'A'), made('b', 'A', { folder: 'Others' })]))).toEqual([]);
  });

  test('link to each other and to variables that are there', () => {
    const target = made('target', 'Target', { variables: [labelVariable(requests, 'route')] });
    const linking = (uid: string, variables: Readonly<Record<string, string>>): Dashboard => made('a', 'A', { links: [toDashboard({ uid, title: 'Target' }, { variables })] });
    expect(checksOf(() => renderDashboards([linking('target', { route: '/' }), target]))).toEqual([]);
    expect(problemsOf(() => renderDashboards([linking('tarket', {}), target]))).toMatchObject([{ check: 'dashboard/link-nowhere', fix: "did you mean 'target'?" }]);
    expect(checksOf(() => renderDashboards([linking('target', { pod: 'x' }), target]))).toEqual(['dashboard/link-variable']);
  });
});
