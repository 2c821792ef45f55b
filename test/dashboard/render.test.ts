import { describe, expect, test } from '@jest/globals';
import { days, hours, minutes, seconds } from '../../lib/core/duration';
import { quantity } from '../../lib/core/quantity';
import { annotation } from '../../lib/dashboard/annotation';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { dashboardJson, renderDashboard } from '../../lib/dashboard/grafana/render';
import { toUrl } from '../../lib/dashboard/link';
import { logQuery } from '../../lib/dashboard/log-query';
import { alertList } from '../../lib/dashboard/panel/alert-list';
import { barChart } from '../../lib/dashboard/panel/bar-chart';
import { column } from '../../lib/dashboard/panel/column';
import { heatmap } from '../../lib/dashboard/panel/distribution';
import { logs } from '../../lib/dashboard/panel/logs';
import type { Panel } from '../../lib/dashboard/panel/panel';
import { barGauge, gauge, stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { table } from '../../lib/dashboard/panel/table';
import { text } from '../../lib/dashboard/panel/text';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { serviceMap, trace, traces } from '../../lib/dashboard/panel/traces';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import type { LabelVariable, Variable } from '../../lib/dashboard/variable';
import { dataSourceVariable, intervalVariable, labelVariable, textVariable } from '../../lib/dashboard/variable';
import { podPhase } from '../../lib/metric/exporters/kube-state-metrics';
import { max, sum } from '../../lib/promql/aggregate';
import { increase, quantile, rate, ratio } from '../../lib/promql/functions';
import { depth, lastSuccess, latency, memory, money, requests, traffic } from './metrics';
import { dashboardOf, expressionsOf, renderedPanel } from './render-one';

const description = 'What is to be seen.';
const byRoute = sum(rate(requests, minutes(5))).by('route');
const waiting = query(max(depth));
const note = (title: string): Panel => text(title, { description, markdown: 'A note.' });

describe('the unit of a panel', () => {
  test.each([
    ['seconds', 's', query(quantile(0.95, sum(rate(latency.buckets, minutes(5))).by('le')))],
    ['a ratio', 'percentunit', query(ratio(sum(rate(requests, minutes(5))), sum(rate(requests, minutes(5)))))],
    ['bytes', 'bytes', query(max(memory))],
    ['bytes per second', 'binBps', query(sum(rate(traffic, minutes(5))))],
    ['requests per second', 'reqps', query(sum(rate(requests, minutes(5))))],
    ['money', 'currencyUSD', query(sum(increase(money, days(1))))],
    ['money per something', 'currencyUSD', query(sum(increase(money, days(1))).dividedBy(sum(increase(requests, days(1)))))],
    ['a word of one\'s own', 'count:jobs', waiting],
  ] as const)('follows from an expression in %s', (_what, unit, of) => {
    expect(renderedPanel(stat('Value', { description, queries: [of] })).fieldConfig.defaults.unit).toBe(unit);
  });

  test('can be written in another way, which measures the same', () => {
    expect(renderedPanel(stat('Age', { description, queries: [query(quantile(0.95, sum(rate(latency.buckets, minutes(5))).by('le')))], display: 'dtdurations' })).fieldConfig.defaults.unit).toBe('dtdurations');
  });

  test('of a moment is what Grafana reads: milliseconds', () => {
    const panel = renderedPanel(stat('Last success', { description, queries: [query(max(lastSuccess))] }));
    expect(panel.fieldConfig.defaults.unit).toBe('dateTimeAsIso');
    expect(expressionsOf(panel)).toEqual(['max(last_success_timestamp_seconds{job="worker"}) * 1000']);
  });
});

describe('thresholds', () => {
  const steps = (thresholds: ReturnType<typeof highIsBad<'jobs'>>): unknown => renderedPanel(stat('Waiting', { description, queries: [waiting], thresholds })).fieldConfig.defaults.thresholds;
  const jobs = (value: number): ReturnType<typeof quantity<'jobs'>> => quantity(value, 'jobs');

  test('above which there is trouble go from green to red', () => {
    expect(steps(highIsBad({ notice: jobs(10), warning: jobs(50), critical: jobs(100) }))).toEqual({
      mode: 'absolute',
      steps: [{ color: 'green', value: null }, { color: 'yellow', value: 10 }, { color: 'orange', value: 50 }, { color: 'red', value: 100 }],
    });
  });

  test('below which there is trouble go from red to green', () => {
    expect(steps(lowIsBad({ warning: jobs(50), critical: jobs(10) }))).toEqual({
      mode: 'absolute',
      steps: [{ color: 'red', value: null }, { color: 'orange', value: 10 }, { color: 'green', value: 50 }],
    });
    expect(steps(lowIsBad({ critical: jobs(10) }))).toEqual({ mode: 'absolute', steps: [{ color: 'red', value: null }, { color: 'green', value: 10 }] });
  });
});

describe('a kind of panel', () => {
  test('asks for what it draws: the newest value, or the range', () => {
    const asks = (panel: Panel): unknown => renderedPanel(panel).targets?.map((target) => ('range' in target ? [target.range, target.instant] : []));
    expect(asks(stat('Waiting', { description, queries: [waiting] }))).toEqual([[false, true]]);
    expect(asks(stat('Waiting', { description, queries: [waiting], sparkline: true }))).toEqual([[true, false]]);
    expect(asks(timeSeries('Waiting', { description, queries: [waiting] }))).toEqual([[true, false]]);
  });

  test('gauge has the ends that it was given, and 0 to 1 for a ratio', () => {
    const ends = (panel: Panel): unknown[] => [renderedPanel(panel).fieldConfig.defaults.min, renderedPanel(panel).fieldConfig.defaults.max];
    expect(ends(gauge('Waiting', { description, queries: [waiting], scale: { from: quantity(0, 'jobs'), to: quantity(200, 'jobs') } }))).toEqual([0, 200]);
    expect(ends(barGauge('Share', { description, queries: [query(ratio(byRoute, byRoute), ({ labels }) => labels.route)] }))).toEqual([0, 1]);
  });

  test('time series puts the second unit on the right axis', () => {
    const panel = renderedPanel(timeSeries('Waiting', { description, queries: [waiting], right: { queries: [query(max(memory), 'memory')] } }));
    expect(panel.fieldConfig.defaults.unit).toBe('count:jobs');
    expect(panel.fieldConfig.overrides).toEqual([{ matcher: { id: 'byFrameRefID', options: 'B' }, properties: [{ id: 'custom.axisPlacement', value: 'right' }, { id: 'unit', value: 'bytes' }] }]);
  });

  test('time series draws bars of a step each, on top of each other', () => {
    const panel = renderedPanel(timeSeries('Money', { description, queries: [query(sum(increase(money, days(1))))], style: 'bars', stacked: true, step: days(1) }));
    expect(panel.interval).toBe('1d');
    expect(panel.fieldConfig.defaults.custom).toMatchObject({ drawStyle: 'bars', stacking: { mode: 'normal' } });
  });

  test('table joins its columns by their labels and names them', () => {
    const queues = max(depth).by('queue');
    const panel = renderedPanel(table('Queues', { description, columns: [column('Waiting', queues), column('Least', queues, { thresholds: highIsBad({ critical: quantity(9, 'jobs') }) })], sortBy: 'Least' }));
    expect(panel.targets?.map((target) => ('format' in target ? target.format : ''))).toEqual(['table', 'table']);
    expect(panel.transformations).toMatchObject([{ id: 'merge' }, { id: 'organize', options: { excludeByName: { Time: true }, renameByName: { 'Value #A': 'Waiting', 'Value #B': 'Least' }, indexByName: { queue: 0, 'Value #A': 1, 'Value #B': 2 } } }]);
    expect(panel.fieldConfig.overrides[1]).toMatchObject({ matcher: { id: 'byName', options: 'Least' } });
    expect(panel.options).toMatchObject({ sortBy: [{ displayName: 'Least', desc: true }] });
  });

  test('bar chart stands along its label', () => {
    expect(renderedPanel(barChart('Requests', { description, bars: [column('Requests', byRoute)] })).options).toMatchObject({ xField: 'route' });
  });

  test('heatmap asks for buckets and writes their bounds in their unit', () => {
    const panel = renderedPanel(heatmap('Answer times', { description, of: sum(increase(latency.buckets, minutes(5))).by('le') }));
    expect(panel.targets?.[0]).toMatchObject({ format: 'heatmap', legendFormat: '{{le}}' });
    expect(panel.options).toMatchObject({ yAxis: { unit: 's' } });
  });

  test('state timeline writes words for numbers', () => {
    const panel = renderedPanel(stateTimeline('State', { description, queries: [waiting], states: upOrDown }));
    expect(panel.fieldConfig.defaults.mappings).toEqual([{ type: 'value', options: { '0': { text: 'down', color: 'red', index: 1 }, '1': { text: 'up', color: 'green', index: 0 } } }]);
  });

  test('logs, traces, one trace and the map of services ask Loki and Jaeger', () => {
    const id = textVariable('trace_id');
    expect(renderedPanel(logs('Lines', { description, queries: [logQuery('{service_name="api"}')], limit: 50 })).targets).toMatchObject([{ datasource: { uid: 'loki' }, expr: '{service_name="api"}', maxLines: 50 }]);
    expect(renderedPanel(traces('Slow', { description, search: { service: 'api', tags: { error: 'true', 'http.route': '/a b' }, minDuration: seconds(2), maxDuration: minutes(1) } })).targets).toEqual([
      { refId: 'A', datasource: { type: 'jaeger', uid: 'jaeger' }, queryType: 'search', service: 'api', tags: 'error=true http.route="/a b"', minDuration: '2s', maxDuration: '1m', limit: 20 },
    ]);
    expect(renderedPanel(trace('Trace', { description, traceId: id }), { variables: [id] }).targets).toMatchObject([{ query: '${trace_id}', datasource: { uid: 'jaeger' } }]);
    expect(renderedPanel(serviceMap('Services', { description }))).toMatchObject({ type: 'nodeGraph', targets: [{ queryType: 'dependencyGraph' }] });
  });

  test('alert list shows the alerts of a team, by the name of their source', () => {
    expect(renderedPanel(alertList('Alerts', { description, labels: { team: 'canvascast' } })).options).toMatchObject({ alertInstanceLabelFilter: '{team="canvascast"}', datasource: 'Prometheus', sortOrder: 3 });
  });

  test('table of firing alerts says since when', () => {
    const [expression = ''] = expressionsOf(renderedPanel(firingAlertTable('Firing', { description, team: 'canvascast' })));
    expect(expression.replaceAll(/\s+/g, ' ')).toBe(
      'max by (alertname, severity, service) (time() - ALERTS_FOR_STATE{team="canvascast"}) and max by (alertname, severity, service) (ALERTS{alertstate="firing",team="canvascast"})',
    );
  });
});

describe('a dashboard', () => {
  test('offers the values of a closed label without asking, and those of an open one by asking', () => {
    const variables = [labelVariable(requests, 'status', { title: 'Answer' }), labelVariable(requests, 'route')] as const;
    const panels = [timeSeries('Requests', { description, queries: [query(byRoute, ({ labels }) => labels.route).narrowedBy(...variables)] })] as const;
    expect(dashboardJson(dashboardOf(panels, { variables })).templating.list).toMatchObject([
      { type: 'custom', name: 'status', label: 'Answer', query: '200,404,500', multi: true, includeAll: true },
      { type: 'query', name: 'route', label: 'Route', definition: 'label_values(http_requests_total{job="api"}, route)' },
    ]);
  });

  test('offers jobs and instances of whatever is scraped, and any label that it has', () => {
    const list = (...variables: readonly LabelVariable[]): unknown => dashboardJson(dashboardOf([note('A')], { variables })).templating.list;
    expect(list(labelVariable(memory, 'job'), labelVariable(memory, 'instance'))).toMatchObject([
      { type: 'custom', name: 'job', query: 'api,worker' },
      { type: 'query', name: 'instance', refresh: 2, definition: 'label_values(memory_used_bytes{job=~"api|worker"}, instance)' },
    ]);
    expect(list(labelVariable(podPhase, 'namespace'))).toMatchObject([{ name: 'namespace', definition: 'label_values(kube_pod_status_phase{job="kube-state-metrics"}, namespace)' }]);
  });

  test('lets the reader choose how far rates look back', () => {
    const window = intervalVariable('window', [minutes(5), hours(1)], { title: 'Smoothed over' });
    const json = dashboardJson(dashboardOf([timeSeries('Requests', { description, window, queries: [query(byRoute, ({ labels }) => labels.route)] })], { variables: [window] }));
    expect(json.templating.list).toMatchObject([{ type: 'interval', name: 'window', label: 'Smoothed over', query: '5m,1h', current: { value: '5m' } }]);
    expect(JSON.stringify(json)).toContain('[$window]');
  });

  test('lets the reader choose the Prometheus that everything asks: panels, variables and annotations', () => {
    const route = labelVariable(requests, 'route');
    const panels = [timeSeries('Requests', { description, queries: [query(byRoute, ({ labels }) => labels.route).narrowedBy(route)] }), logs('Lines', { description, queries: [logQuery('{service_name="api"}')] })] as const;
    const sourcesOf = (variables: readonly Variable[]): readonly string[] => {
      const { json } = renderDashboard(dashboardOf(panels, { variables, annotations: [firingAlertMarks()] }));
      return [...new Set([...json.matchAll(/"type": "(?:prometheus|loki)",\s+"uid": "([^"]+)"/g)].map(([, uid = '']) => uid))].sort();
    };
    expect(sourcesOf([route])).toEqual(['loki', 'prometheus']);
    expect(sourcesOf([route, dataSourceVariable('cluster')])).toEqual(['${cluster}', 'loki']);
    expect(dashboardJson(dashboardOf(panels, { variables: [route, dataSourceVariable('cluster')] })).templating.list).toMatchObject([{ name: 'route' }, { type: 'datasource', name: 'cluster', label: 'Cluster', query: 'prometheus', current: { value: 'prometheus' } }]);
  });

  test('marks moments over all panels', () => {
    const annotations = [firingAlertMarks(), annotation('Requests', { when: byRoute, text: ({ labels }) => `to ${labels.route}` })];
    expect(dashboardJson(dashboardOf([note('A')], { annotations })).annotations.list).toMatchObject([
      { name: 'Firing alerts', iconColor: 'red', expr: 'max by (alertname, severity) (ALERTS{alertstate="firing"})', titleFormat: '{{alertname}} ({{severity}})' },
      { name: 'Requests', iconColor: 'blue', titleFormat: 'to {{route}}' },
    ]);
  });

  test('keeps the panels of an open row beside it and those of a folded one inside', () => {
    const made = dashboardJson(dashboardOf([note('A')], { rows: [row('Open', [note('A')]), row('Folded', [note('B')], { collapsed: true })] }));
    expect(made.panels.map((panel) => [panel.type, panel.title])).toEqual([['row', 'Open'], ['text', 'A'], ['row', 'Folded']]);
    expect(made.panels[2]).toMatchObject({ collapsed: true, panels: [{ title: 'B' }] });
  });

  test('repeats a row for each chosen value', () => {
    const queue = labelVariable(depth, 'queue');
    const repeated = row('Queue', [stat('Waiting', { description, queries: [waiting.narrowedBy(queue)] })], { repeatFor: queue });
    expect(dashboardJson(dashboardOf([note('A')], { rows: [repeated], variables: [queue] })).panels[0]).toMatchObject({ type: 'row', repeat: 'queue' });
  });

  test('begins with the range, the refresh and the links that it was given', () => {
    expect(dashboardJson(dashboardOf([note('A')], { range: hours(1), refresh: minutes(1), links: [toUrl('Status', 'https://status.example/')] }))).toMatchObject({
      time: { from: 'now-1h', to: 'now' },
      refresh: '1m',
      editable: false,
      links: [{ title: 'Status', url: 'https://status.example/', targetBlank: true }],
    });
    expect(dashboardJson(dashboardOf([note('A')]))).toMatchObject({ time: { from: 'now-6h', to: 'now' }, refresh: '30s' });
  });

  test('is written the same way every time, for people: indented, with an end of line', () => {
    const made = dashboardOf([note('A'), note('B')]);
    expect(renderDashboard(made)).toEqual(renderDashboard(dashboardOf([note('A'), note('B')])));
    expect(JSON.parse(renderDashboard(made).json)).toEqual(dashboardJson(made));
    expect(renderDashboard(made).json).toMatch(/^\{\n {2}"uid": "test",\n[^]*\}\n$/);
  });
});

describe('the id of a panel', () => {
  const ids = (...titles: readonly [string, ...string[]]): Map<string | undefined, number> => {
    const [first, ...others] = titles;
    return new Map(dashboardJson(dashboardOf([note(first), ...others.map(note)])).panels.map(({ title, id }) => [title, id]));
  };

  test('stays the same when another panel comes before it', () => {
    expect(ids('New', 'A', 'B').get('B')).toBe(ids('A', 'B').get('B'));
  });

  test('belongs to one panel only', () => {
    const names = Array.from({ length: 500 }, (_, index) => `Panel ${String(index)}`);
    const found = ids('First', ...names);
    expect(new Set(found.values()).size).toBe(502);
    expect(Math.min(...found.values())).toBeGreaterThan(0);
  });
});
