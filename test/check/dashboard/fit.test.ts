import { describe, expect, test } from '@jest/globals';
import type { AnyRecording } from '../../../lib/check/dashboard/panel-check';
import { panelProblems } from '../../../lib/check/dashboard/panel-problems';
import type { Duration } from '../../../lib/core/duration';
import { days, hours, minutes } from '../../../lib/core/duration';
import { percent, perSecond, quantity } from '../../../lib/core/quantity';
import { limitOf } from '../../../lib/dashboard/alert-limit';
import { firingAlertTable } from '../../../lib/dashboard/firing-alerts';
import type { DashboardOptions } from '../../../lib/dashboard/dashboard';
import { column } from '../../../lib/dashboard/panel/column';
import type { Panel } from '../../../lib/dashboard/panel/panel';
import { stat } from '../../../lib/dashboard/panel/single-value';
import { table } from '../../../lib/dashboard/panel/table';
import type { RateWindow } from '../../../lib/dashboard/panel/time-series';
import { timeSeries } from '../../../lib/dashboard/panel/time-series';
import { query } from '../../../lib/dashboard/query';
import type { Row } from '../../../lib/dashboard/row';
import { row } from '../../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../../lib/dashboard/threshold';
import { Catalog } from '../../../lib/metric/catalog';
import { max, sum } from '../../../lib/promql/aggregate';
import { increase, rate, ratio } from '../../../lib/promql/functions';
import type { Condition } from '../../../lib/promql/vector';
import type { Alert } from '../../../lib/rule/alert';
import { alert } from '../../../lib/rule/alert';
import { grows } from '../../../lib/rule/scenario/input';
import { record } from '../../../lib/rule/recording';
import { intervalVariable, labelVariable } from '../../../lib/dashboard/variable';
import { depth, requests } from '../../dashboard/metrics';
import { dashboardOf } from '../../dashboard/render-one';

const description = 'What is to be seen.';
const catalog = new Catalog([requests, depth]);
const scraped = new Set(['api', 'worker']);

function found(panels: readonly [Panel, ...Panel[]], options: Partial<DashboardOptions> = {}, alerts: readonly Alert[] = [], recordings: readonly AnyRecording[] = []): string[] {
  return panelProblems(dashboardOf(panels, options), catalog, scraped, { alerts, recordings }).map(({ check, message }) => `${check}: ${message}`);
}

describe('the limit of a panel and that of its alert', () => {
  const failures = ratio(sum(rate(requests.where({ status: '500' }), minutes(5))).by('route'), sum(rate(requests, minutes(5))).by('route'));
  const named = (name: string, when: Condition<'ratio', 'route'>): Alert =>
    alert(name, {
      when, severity: 'high', kind: 'symptom', team: 'shop', summary: 'Requests fail.', description: ({ labels }) => `Requests to ${labels.route} fail.`, runbook: 'shop/failures',
      fires: { name: 'when all fail', given: [], at: minutes(1), alerts: [{ labels: { route: '/' }, description: 'Requests to / fail.' }] },
      silent: { name: 'when none fails', given: [], at: minutes(1) },
    });
  const failing = named('Failing', failures.above(percent(5)));
  const lines = (thresholds: ReturnType<typeof highIsBad<'ratio'>>): Panel => timeSeries('Failures', { description, queries: [query(failures, ({ labels }) => labels.route)], thresholds });

  test('must be the same', () => {
    expect(found([lines(highIsBad({ critical: percent(10) }))], {}, [failing])).toEqual(['dashboard/alert-threshold: it is critical from 0.1 on, and Failing begins at 0.05']);
    expect(found([lines(highIsBad({ critical: limitOf(failing, 'ratio') }))], {}, [failing])).toEqual([]);
    expect(found([lines(highIsBad({ critical: percent(10) }))])).toEqual([]);
  });

  test('must lie on the same side', () => {
    expect(found([lines(lowIsBad({ critical: percent(5) }))], {}, [failing])).toEqual(['dashboard/alert-threshold: Failing fires above its limit, and the panel turns red below it']);
  });

  test('must be the same where the panel shows the worst series only, or a table of them', () => {
    const worst = (limit: number): Panel => stat('Worst', { description, queries: [query(max(failures))], thresholds: highIsBad({ critical: percent(limit) }) });
    const all = (limit: number): Panel => table('All', { description, columns: [column('Failures', failures, { thresholds: highIsBad({ critical: percent(limit) }) })] });
    expect(found([worst(10), all(10)], {}, [failing])).toHaveLength(2);
    expect(found([worst(5), all(5)], {}, [failing])).toEqual([]);
  });

  test('may be one of several alerts over the same, and a notice may come before all of them', () => {
    const both = [failing, named('FailingBadly', failures.above(percent(20)))];
    expect(found([lines(highIsBad({ notice: percent(1), warning: percent(5), critical: percent(20) }))], {}, both)).toEqual([]);
    expect(found([lines(highIsBad({ warning: percent(5), critical: percent(25) }))], {}, both)).toEqual(['dashboard/alert-threshold: it is critical from 0.25 on, and Failing begins at 0.05, FailingBadly begins at 0.2']);
  });

  test('is the near end of a band, and may differ from that of an alert that wants something else as well', () => {
    const band = named('Band', failures.above(percent(5)).atMost(percent(20)));
    const busy = named('Busy', failures.above(percent(5)).given(sum(rate(requests, minutes(5))).by('route').above(quantity(1, 'requests/s'))));
    expect(limitOf(band, 'ratio').value).toBe(0.05);
    expect(found([lines(highIsBad({ critical: percent(10) }))], {}, [band, busy])).toEqual([]);
  });
});

describe('bars', () => {
  const bars = (step?: ReturnType<typeof hours>): Panel => timeSeries('Requests', { description, queries: [query(sum(increase(requests, hours(1))))], style: 'bars', ...(step === undefined ? {} : { step }) });

  test('count what lies between two of them, neither more nor less', () => {
    expect(found([bars(minutes(30))])).toEqual(['dashboard/overlapping-bars: each bar counts 1h, and the bars stand 30m apart']);
    expect(found([bars()])).toEqual(['dashboard/overlapping-bars: each bar counts 1h, and nothing says how far the bars stand apart']);
    expect(found([bars(hours(1))])).toEqual([]);
  });
});

describe('the window of a line', () => {
  const line = (window: ReturnType<typeof hours>, more: { readonly window?: RateWindow; readonly size?: { readonly width: number; readonly height: number } } = {}): Panel => timeSeries('Requests', { description, queries: [query(sum(rate(requests, window)))], ...more });

  test('is no longer than the range', () => {
    expect(found([line(hours(12))], { range: hours(6) })).toEqual(['dashboard/unfit-window: it looks back 12h, and the dashboard shows 6h']);
    expect(found([line(hours(6))], { range: hours(6) })).toEqual([]);
  });

  test('is no shorter than the distance of two points, unless it grows with it', () => {
    const size = { width: 12, height: 8 } as const;
    expect(found([line(minutes(5), { size })], { range: days(7) })).toEqual(['dashboard/unfit-window: its points stand 16m48s apart, and each looks back 5m only']);
    expect(found([line(minutes(5), { size, window: 'zoom' })], { range: days(7) })).toEqual([]);
    expect(found([line(minutes(17), { size })], { range: days(7) })).toEqual([]);
  });

  test('that the reader chooses is no longer than the range either', () => {
    const window = intervalVariable('window', [minutes(5), hours(12)]);
    const chosen = (range: Duration): string[] => found([line(minutes(5), { window })], { range, variables: [window] });
    expect(chosen(hours(6))).toEqual(['dashboard/unfit-window: a reader can let it look back 12h, and the dashboard shows 6h']);
    expect(chosen(hours(12))).toEqual([]);
  });

  test('is judged by how wide the panel is', () => {
    expect(found([line(minutes(10), { size: { width: 12, height: 8 } })], { range: days(7) })).toHaveLength(1);
    expect(found([line(minutes(10), { size: { width: 24, height: 8 } })], { range: days(7) })).toEqual([]);
  });
});

describe('what a rule records', () => {
  const perRoute = sum(rate(requests, minutes(5))).by('route');
  const recordings = [record('route:http_requests:rate5m', { help: 'Requests per second by route.', expression: perRoute })];
  const route = labelVariable(requests, 'route');
  const method = labelVariable(requests, 'method');

  test('is read, not worked out again, whatever is done with it', () => {
    expect(found([timeSeries('Requests', { description, queries: [query(perRoute, ({ labels }) => labels.route)] })], {}, [], recordings)).toEqual(['dashboard/recorded-already: it works out what route:http_requests:rate5m holds']);
    expect(found([stat('Busiest', { description, queries: [query(max(perRoute))] })], {}, [], recordings)).toHaveLength(1);
    expect(found([stat('Requests', { description, queries: [query(sum(rate(requests, minutes(10))))] })], {}, [], recordings)).toEqual([]);
  });

  test('is no help where the reader chooses by a label that it has lost', () => {
    const chosenBy = (variable: typeof route | typeof method): string[] =>
      found([timeSeries('Requests', { description, queries: [query(perRoute, ({ labels }) => labels.route).narrowedBy(variable)] })], { variables: [variable] }, [], recordings);
    expect(chosenBy(route)).toHaveLength(1);
    expect(chosenBy(method)).toEqual([]);
  });
});

describe('a list of alerts', () => {
  const firing = sum(rate(requests, minutes(5))).above(quantity(1, 'requests/s'));
  const leading = (service: string, uid: string): Alert => alert('Busy', { when: firing, severity: 'warning', kind: 'symptom', team: 'a', labels: { service }, summary: 'Busy.', description: () => 'Busy.', runbook: 'a/busy', dashboard: uid, fires: { name: 'busy', given: [grows(requests, { method: 'GET', route: '/', status: '200' }, perSecond(2, 'requests'))], at: minutes(10), alerts: [{ description: 'Busy.' }] }, silent: { name: 'idle', given: [grows(requests, { method: 'GET', route: '/', status: '200' }, perSecond(0.5, 'requests'))], at: minutes(10) } });
  const list = firingAlertTable('Firing', { description, services: ['api', 'worker'] });

  test('shows every alert that leads to its dashboard', () => {
    expect(found([list], {}, [leading('api', 'test'), leading('mail', 'elsewhere')])).toEqual([]);
    expect(found([list], {}, [leading('mail', 'test')])).toEqual(['dashboard/unseen-alert: Busy sends its reader here, and the list leaves it out']);
    expect(found([firingAlertTable('Firing', { description, team: 'a' })], {}, [leading('mail', 'test')])).toEqual([]);
  });
});

test('a legend that says nothing is refused', () => {
  const named = (name: string): Panel => timeSeries('Requests', { description, queries: [query(sum(rate(requests, minutes(5))), name)] });
  expect(found([named(' ')])).toEqual(['dashboard/empty-legend: its legend is empty']);
  expect(found([named('all')])).toEqual([]);
});

describe('a screen', () => {
  const panel = (title: string, height: number): Panel => stat(title, { description, queries: [query(max(depth))], size: { width: 24, height } });
  const rows = (...heights: readonly [number, ...number[]]): { readonly rows: readonly [Row, ...Row[]] } => {
    const [first, ...others] = heights;
    return { rows: [row('First', [panel('Depth', first)]), ...others.map((height, index) => row(`Row ${String(index)}`, [panel('Depth', height)]))] };
  };

  test('shows the whole first row', () => {
    expect(found([panel('Depth', 5)], rows(24))).toEqual(['dashboard/first-row-off-screen: its first row is 25 cells high, and a screen shows 24']);
    expect(found([panel('Depth', 5)], rows(23, 40))).toEqual([]);
  });

  test('is scrolled three times at most', () => {
    expect(found([panel('Depth', 5)], rows(23, 40, 40))).toEqual(['dashboard/too-many-panels: it is 106 cells high, which is more than 4 screens']);
    expect(found([panel('Depth', 5)], { rows: [...rows(23, 40).rows, row('Folded', [panel('Depth', 40)], { collapsed: true })] })).toEqual([]);
  });
});
