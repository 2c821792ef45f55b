import { describe, expect, test } from '@jest/globals';
import { days, hours, minutes, seconds, weeks } from '../../lib/core/duration';
import { percent, perSecond } from '../../lib/core/quantity';
import { sum } from '../../lib/promql/aggregate';
import { rate } from '../../lib/promql/functions';
import { print } from '../../lib/promql/print';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { alertsOf, recordingsOf } from '../../lib/rule/group';
import type { BurnWindow } from '../../lib/rule/slo/burn';
import { burnAlarms } from '../../lib/rule/slo/burn';
import { availability, customRatio, latency as inTime, probesSucceed } from '../../lib/rule/slo/indicator';
import { objective, objectiveText, percentText, spacedDuration, timeText } from '../../lib/rule/slo/objective';
import type { SloOptions } from '../../lib/rule/slo/slo';
import { slo } from '../../lib/rule/slo/slo';
import { checksOf } from './problems';
import { latency, orders, requests, traffic } from './shop';

const month = days(30);
const scrapes = seconds(15);

describe('an objective', () => {
  test.each([
    [99.9, days(30), '99.9 % over 30 d, which leaves 43 min 12 s'],
    [99.9, days(365), '99.9 % over 365 d, which leaves 8 h 45 min 36 s'],
    [99.5, days(30), '99.5 % over 30 d, which leaves 3 h 36 min'],
    [99, days(7), '99 % over 7 d, which leaves 1 h 40 min 48 s'],
    [90, days(30), '90 % over 30 d, which leaves 3 d'],
    [99.99, hours(24), '99.99 % over 1 d, which leaves 8.64 s'],
    [99.999, hours(1), '99.999 % over 1 h, which leaves 0.036 s'],
  ])('%p %% is printed with what it leaves', (target, period, text) => {
    expect(objectiveText(objective('x', percent(target), period))).toBe(text);
  });

  test('of all or nothing, or over no time, is refused', () => {
    expect(checksOf(() => objective('x', percent(100), month))).toEqual(['slo/objective']);
    expect(checksOf(() => objective('x', percent(0), month))).toEqual(['slo/objective']);
    expect(checksOf(() => objective('x', percent(99.9), days(0)))).toEqual(['slo/period']);
    expect(checksOf(() => objective('x', percent(99.9), month))).toEqual([]);
  });

  test('texts are for people', () => {
    expect([percentText(0.9995), timeText(seconds(59.6)), timeText(seconds(0)), timeText(days(2.5)), spacedDuration(minutes(90))]).toEqual(['99.95 %', '59.6 s', '0 s', '2 d 12 h', '1 h 30 m']);
  });
});

describe('burn alarms', () => {
  const alarms = (target: number, period = month, windows?: readonly BurnWindow[]): readonly (readonly [number, number])[] =>
    burnAlarms('x', objective('x', percent(target), period), scrapes, windows).map(({ factor, threshold }) => [factor, threshold]);

  test('are the factors of the SRE workbook for thirty days', () => {
    expect(alarms(99.9)).toEqual([[14.4, 0.0144], [6, 0.006], [1, 0.001]]);
    expect(burnAlarms('x', objective('x', percent(99.9), month), scrapes).map(({ long, short }) => [long.value, short.value])).toEqual([[3600, 300], [21_600, 1800], [259_200, 21_600]]);
  });

  test('follow budget share x period / long window for any other period, and are never slower than even spending', () => {
    expect(alarms(99.9, days(90))).toEqual([[43.2, 0.0432], [18, 0.018], [3, 0.003]]);
    expect(alarms(99.9, weeks(4))).toEqual([[13.44, 0.01344], [5.6, 0.0056], [1, 0.001]]);
  });

  const window = { share: percent(2), long: hours(1) };
  test.each<[string, number, ReturnType<typeof days>, readonly BurnWindow[] | undefined]>([
    ['slo/burn-impossible', 90, month, undefined],
    ['slo/burn-impossible', 93, month, [window]],
    ['slo/burn-below-budget', 99.9, month, [{ share: percent(5), long: days(3) }]],
    ['slo/window-beyond-period', 99.9, hours(12), [{ share: percent(99), long: hours(13), short: hours(1) }]],
    ['slo/window-order', 99.9, month, [{ ...window, short: hours(1) }]],
    ['slo/window-below-scrapes', 99.9, month, [{ ...window, short: seconds(29) }]],
    ['slo/budget-share', 99.9, month, [{ share: percent(100), long: days(3) }]],
    ['slo/no-windows', 99.9, month, []],
    ['slo/duplicate-window', 99.9, month, [window, { ...window, share: percent(3) }]],
  ])('%s at %p %%', (check, target, period, windows) => {
    expect(checksOf(() => alarms(target, period, windows))).toContain(check);
  });

  test('on the edge are taken', () => {
    expect(checksOf(() => alarms(94, month, [window]))).toEqual([]);
    expect(checksOf(() => alarms(99.9, month, [{ share: percent(10), long: days(3) }]))).toEqual([]);
    expect(checksOf(() => alarms(99.9, month, [{ ...window, short: seconds(30) }]))).toEqual([]);
  });
});

const options: SloOptions<'requests'> = {
  target: percent(99.9),
  period: month,
  title: 'The shop',
  alerts: 'Shop',
  service: 'shop',
  team: 'shop',
  runbook: 'shop/slo',
  volume: perSecond(1, 'requests'),
  indicator: availability({ total: requests, bad: requests.where({ status: '500' }) }),
  events: traffic,
};

describe('an SLO', () => {
  test('has its rules in order: each reads what stands before it', () => {
    const { groups } = slo('shop', options);
    const names = recordingsOf(groups).map(({ name }) => name);
    for (const [index, { name, expression }] of recordingsOf(groups).entries()) {
      const read = [...print(expression).matchAll(/slo:[a-z_]+:[a-z0-9]+/g)].map(([series]) => series);
      expect({ name, early: read.filter((series) => names.indexOf(series) >= index) }).toEqual({ name, early: [] });
    }
    expect(names).toEqual(expect.arrayContaining(['slo:objective:ratio', 'slo:error_budget:ratio', 'slo:error_ratio:rate5m', 'slo:error_ratio:rate30m', 'slo:error_ratio:rate1h', 'slo:error_ratio:rate6h', 'slo:error_ratio:rate3d', 'slo:error_ratio:rate30d', 'slo:burn_rate:current', 'slo:burn_rate:period', 'slo:budget_remaining:ratio', 'slo:time_to_exhaustion:seconds', 'slo:deploys_allowed:bool']));
  });

  test('alerts by both windows and the guard, names what its objective leaves, and lets the faster burn speak', () => {
    const { alerts, inhibitions } = slo('shop', options);
    expect(alerts.map(({ name, severity }) => [name, severity])).toEqual([['ShopBudgetBurn1h', 'critical'], ['ShopBudgetBurn6h', 'critical'], ['ShopBudgetBurn3d', 'warning'], ['ShopUnknown', 'warning']]);
    const [page] = alerts;
    expect(page === undefined ? '' : print(page.expression)).toBe('slo:error_ratio:rate1h{slo="shop"} > 0.0144 and slo:error_ratio:rate5m{slo="shop"} > 0.0144 and slo:events_total:rate1h{slo="shop"} >= 1');
    expect(page?.for).toEqual(minutes(0));
    for (const { summary } of alerts) expect(summary).toContain('which leaves 43 min 12 s');
    expect(inhibitions).toEqual([
      { source: { alertname: 'ShopBudgetBurn1h' }, target: { alertname: ['ShopBudgetBurn6h', 'ShopBudgetBurn3d'] }, equal: ['slo'] },
      { source: { alertname: 'ShopBudgetBurn6h' }, target: { alertname: ['ShopBudgetBurn3d'] }, equal: ['slo'] },
    ]);
  });

  test.each<[string, () => unknown]>([
    ['slo/name', () => slo('Shop', options)],
    ['slo/no-volume', () => slo('shop', { target: options.target, period: month, title: 'x', alerts: 'Shop', service: 'shop', team: 'shop', runbook: 'x', indicator: options.indicator, events: traffic })],
    ['slo/no-volume', () => slo('shop', { ...options, volume: perSecond(0, 'requests') })],
    ['slo/needless-volume', () => slo('shop', { ...options, volume: perSecond(1, 'probes'), indicator: probesSucceed(probeSuccess) })],
    ['slo/keep', () => slo('shop', { ...options, keep: percent(100) })],
    ['metric/no-such-bucket', () => inTime(latency, seconds(2))],
    ['slo/indicator-labels', () => slo('shop', { ...options, volume: perSecond(1, 'orders'), indicator: customRatio({ events: 'orders', verdict: 'failed', total: (window) => sum(rate(orders, window)), bad: (window) => labelled(window) }) })],
  ])('%s', (check, make) => {
    expect(checksOf(make)).toEqual([check]);
    expect(checksOf(() => slo('shop', { ...options, keep: percent(20) }))).toEqual([]);
  });

  test('every alert of every window is there once', () => {
    const { groups } = slo('shop', { ...options, windows: [{ share: percent(2), long: hours(2), severity: 'P0' }] });
    expect(alertsOf(groups).map(({ name, severity }) => [name, severity])).toEqual([['ShopBudgetBurn2h', 'critical'], ['ShopUnknown', 'warning']]);
  });
});

/** What a caller without types could pass: an expression with a label. */
function labelled(window: ReturnType<typeof minutes>): never {
  return sum(rate(orders, window)).by('country') as never;
}
