import { describe, expect, test } from 'tstyche';
import { minutes, seconds } from '../../lib/core/duration';
import { percent, quantity } from '../../lib/core/quantity';
import { barChart } from '../../lib/dashboard/panel/bar-chart';
import { column } from '../../lib/dashboard/panel/column';
import { heatmap } from '../../lib/dashboard/panel/distribution';
import { gauge, stat } from '../../lib/dashboard/panel/single-value';
import { table } from '../../lib/dashboard/panel/table';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import type { Query } from '../../lib/dashboard/query';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { dashboard } from '../../lib/dashboard/dashboard';
import { highIsBad } from '../../lib/dashboard/threshold';
import { labelVariable } from '../../lib/dashboard/variable';
import { max, sum } from '../../lib/promql/aggregate';
import { quantile, rate, ratio } from '../../lib/promql/functions';
import { depth, latency, memory, requests } from '../dashboard/metrics';

const description = 'What is to be seen.';
const window = minutes(5);
const byRoute = sum(rate(requests, window)).by('route');
const errorRatio = ratio(sum(rate(requests.where({ status: '500' }), window)), sum(rate(requests, window)));
const p95 = quantile(0.95, sum(rate(latency.buckets, window)).by('le'));
const buckets = sum(rate(latency.buckets, window));

describe('a query', () => {
  test('knows the unit of its expression', () => {
    expect(query(errorRatio)).type.toBe<Query<'ratio'>>();
    expect(query(byRoute, ({ labels }) => labels.route)).type.toBe<Query<'requests/s'>>();
  });

  test('takes a legend with the labels that survive the aggregation, and no others', () => {
    query(byRoute, ({ labels }) => labels.route);
    // @ts-expect-error Property 'instance' does not exist on type
    query(byRoute, ({ labels }) => labels.instance);
    // @ts-expect-error Property 'route' does not exist on type
    query(errorRatio, ({ labels }) => labels.route);
  });

  test('wants a legend where there are lines to tell apart', () => {
    query(errorRatio);
    // @ts-expect-error Expected 2-3 arguments, but got 1.
    query(byRoute);
    // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'LegendOf<"route">'.
    query(byRoute, 'requests');
  });

  test('is never of a raw counter, a raw histogram or a line per bucket', () => {
    query(max(depth));
    // @ts-expect-error a raw counter shows how long the process has been running: take rate() or increase() first
    query(requests, ({ labels }) => labels.route);
    // @ts-expect-error a raw histogram shows how long the process has been running
    query(latency.buckets, ({ labels }) => labels.le);
    // @ts-expect-error a line per bucket tells nobody anything: take quantile(), or draw a heatmap()
    query(buckets.by('le'), ({ labels }) => labels.le);
  });

  test('links with the labels that survive, and no others', () => {
    // @ts-expect-error Property 'status' does not exist on type
    query(byRoute, ({ labels }) => labels.route, { links: ({ labels }) => [{ kind: 'url', title: 'Help', url: labels.status }] });
  });
});

describe('a panel', () => {
  test('has thresholds of its own unit', () => {
    stat('Errors', { description, queries: [query(errorRatio)], thresholds: highIsBad({ warning: percent(2), critical: percent(10) }) });
    // @ts-expect-error Type '"seconds"' is not assignable to type '"ratio"'.
    stat('Errors', { description, queries: [query(errorRatio)], thresholds: highIsBad({ critical: seconds(5) }) });
    // @ts-expect-error Type 'number' is not assignable to type
    highIsBad({ critical: 0.1 });
  });

  test('measures one unit on one axis', () => {
    timeSeries('Both', { description, queries: [query(max(depth))], right: { queries: [query(p95)] } });
    // @ts-expect-error Type '"bytes"' is not assignable to type '"jobs"'.
    timeSeries('Mixed', { description, queries: [query(max(depth)), query(max(memory))] });
  });

  test('writes its values in a way that measures the same', () => {
    stat('Answer time', { description, queries: [query(p95)], display: 'dtdurations' });
    // @ts-expect-error Type '"ms"' is not assignable to type
    stat('Answer time', { description, queries: [query(p95)], display: 'ms' });
    // @ts-expect-error Type '"bytes"' is not assignable to type
    stat('Errors', { description, queries: [query(errorRatio)], display: 'bytes' });
  });

  test('that is a gauge has ends, which a ratio has by itself', () => {
    gauge('Errors', { description, queries: [query(errorRatio)] });
    gauge('Waiting', { description, queries: [query(max(depth))], scale: { from: quantity(0, 'jobs'), to: quantity(200, 'jobs') } });
    // @ts-expect-error Property 'scale' is missing in type
    gauge('Waiting', { description, queries: [query(max(depth))] });
    // @ts-expect-error Type '"ratio"' is not assignable to type '"jobs"'.
    gauge('Waiting', { description, queries: [query(max(depth))], scale: { from: quantity(0, 'jobs'), to: percent(100) } });
  });

  test('shows something, and says what', () => {
    // @ts-expect-error Source has 0 element(s) but target requires 1.
    stat('Nothing', { description, queries: [] });
    // @ts-expect-error Property 'description' is missing in type
    stat('Errors', { queries: [query(errorRatio)] });
    // @ts-expect-error Source has 0 element(s) but target requires 1.
    row('Empty', []);
    // @ts-expect-error Source has 0 element(s) but target requires 1.
    dashboard('empty', { title: 'Empty', folder: 'Tests', description, rows: [] });
  });

  test('that is a heatmap is made of the buckets of one distribution', () => {
    heatmap('Answer times', { description, of: buckets.by('le') });
    // @ts-expect-error keep 'le' in the aggregation: a heatmap is made of the buckets
    heatmap('Answer times', { description, of: buckets });
    // @ts-expect-error sum by 'le' alone, without 'route'
    heatmap('Answer times', { description, of: buckets.by('le', 'route') });
    // @ts-expect-error a heatmap is made of the rate() or increase() of a histogram
    heatmap('Answer times', { description, of: p95 });
  });

  test('that is a table has columns of the same labels', () => {
    const waiting = column('Waiting', max(depth).by('queue'));
    table('Queues', { description, columns: [waiting, column('Least', max(depth).by('queue'))] });
    // @ts-expect-error Type '"queue"' is not assignable to type '"route"'.
    table('Queues', { description, columns: [waiting, column('Requests', byRoute)] });
  });

  test('that is a bar chart stands along one label', () => {
    barChart('Requests', { description, bars: [column('Requests', byRoute)] });
    // @ts-expect-error bars need a label to stand beside each other: for one number take stat()
    barChart('Requests', { description, bars: [column('Requests', sum(rate(requests, window)))] });
    // @ts-expect-error bars stand along one label: aggregate
    barChart('Requests', { description, bars: [column('Requests', sum(rate(requests, window)).by('route', 'method'))] });
  });
});

describe('a variable', () => {
  test('chooses by a label that the series has', () => {
    labelVariable(requests, 'route');
    // @ts-expect-error the expression has no label 'pod'
    labelVariable(requests, 'pod');
  });
});
