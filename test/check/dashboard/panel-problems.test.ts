import { describe, expect, test } from '@jest/globals';
import { minutes } from '../../../lib/core/duration';
import type { Problem } from '../../../lib/core/problem';
import { panelChecks, panelProblems } from '../../../lib/check/dashboard/panel-problems';
import { logQuery } from '../../../lib/dashboard/log-query';
import { logs } from '../../../lib/dashboard/panel/logs';
import { column } from '../../../lib/dashboard/panel/column';
import type { Panel } from '../../../lib/dashboard/panel/panel';
import { stat } from '../../../lib/dashboard/panel/single-value';
import { table } from '../../../lib/dashboard/panel/table';
import { timeSeries } from '../../../lib/dashboard/panel/time-series';
import type { Query } from '../../../lib/dashboard/query';
import { makeQuery, query } from '../../../lib/dashboard/query';
import { firingAlertTable } from '../../../lib/dashboard/firing-alerts';
import type { Variable } from '../../../lib/dashboard/variable';
import { labelVariable } from '../../../lib/dashboard/variable';
import { Catalog } from '../../../lib/metric/catalog';
import { counter } from '../../../lib/metric/metric';
import { max, sum, topk } from '../../../lib/promql/aggregate';
import { rate, ratio } from '../../../lib/promql/functions';
import { selectorOf } from '../../../lib/promql/vector';
import { depth, memory, requests } from '../../dashboard/metrics';
import { dashboardOf } from '../../dashboard/render-one';
import { apiLogs } from '../../logql/streams';

const description = 'What is to be seen.';
const window = minutes(5);
const catalog = new Catalog([requests, depth, memory]);
const scraped = new Set(['api', 'worker']);

function problems(panel: Panel, variables: readonly Variable[] = []): Problem[] {
  return panelProblems(dashboardOf([panel], { variables }), catalog, scraped);
}

function checks(panel: Panel, variables: readonly Variable[] = []): string[] {
  return problems(panel, variables).map(({ check }) => check);
}

const lines = (title: string, of: Query<'requests/s'>): Panel => timeSeries(title, { description, queries: [of] });

describe('a panel of logs', () => {
  const shown = (of: Parameters<typeof logQuery>[0]): Panel => logs('Lines', { description, queries: [logQuery(of)] });

  test('is refused when no line can satisfy its filters', () => {
    expect(problems(shown('{service_name="api"} |= "error" != "err"'))).toMatchObject([{ check: 'logql/contradiction', severity: 'error', place: { subject: "dashboard test, row 'Row', panel 'Lines'" } }]);
    expect(checks(shown('{service_name="api"} |= "err" != "error"'))).toEqual([]);
  });

  test('knows the streams that its query was built from', () => {
    expect(checks(shown(apiLogs.json('status').only({ status: '500' }).only({ status: '404' })))).toEqual(['logql/contradiction', 'logql/impossible-filter']);
    expect(checks(shown(apiLogs.containing('timeout').json('status').only({ status: ['404', '500'] })))).toEqual([]);
  });
});

describe('a panel over a metric nobody exports', () => {
  const request = counter('http_request_total', { help: 'Requests.', unit: 'requests', labels: {}, jobs: ['api'] });

  test('is refused, with the metric that was meant', () => {
    expect(problems(lines('Requests', query(sum(rate(request, window)))))).toEqual([
      {
        check: 'dashboard/unknown-metric',
        severity: 'error',
        message: "no system declares the metric 'http_request_total'",
        place: { subject: "dashboard test, row 'Row', panel 'Requests'" },
        why: 'a panel over a metric that nobody exports stays empty, and looks like a system without traffic',
        fix: "did you mean 'http_requests_total'?",
      },
    ]);
    expect(checks(lines('Requests', query(sum(rate(requests, window)))))).toEqual([]);
  });

  test('is refused when Prometheus does not scrape the job, and taken when it scrapes one of several', () => {
    const used = stat('Memory', { description, queries: [query(max(memory))] });
    const within = (jobs: readonly string[]): string[] => panelProblems(dashboardOf([used]), catalog, new Set(jobs)).map(({ check }) => check);
    expect(within(['worker'])).toEqual([]);
    expect(within(['other'])).toEqual(['dashboard/unscraped-job']);
  });

  test('is refused when the selector leaves only jobs that are not scraped', () => {
    const used = (job: 'api' | 'worker'): Panel => stat('Memory', { description, queries: [query(max(memory.where({ job })))] });
    const within = (job: 'api' | 'worker'): Problem[] => panelProblems(dashboardOf([used(job)]), catalog, new Set(['worker']));
    expect(within('worker')).toEqual([]);
    expect(within('api')).toMatchObject([{ check: 'dashboard/unscraped-job', message: 'memory_used_bytes comes from api, which Prometheus does not scrape' }]);
  });

  test('may ask for the alerts, which Prometheus makes itself', () => {
    expect(checks(firingAlertTable('Firing', { description }))).toEqual([]);
  });
});

describe('lines', () => {
  test('that only labels outside the legend tell apart are refused', () => {
    const perSeries = rate(requests, window);
    expect(problems(lines('Requests', query(perSeries, ({ labels }) => labels.route)))).toMatchObject([
      { check: 'dashboard/ambiguous-legend', message: 'lines that differ in method, status, instance alone have one name' },
      { check: 'dashboard/too-many-lines' },
    ]);
    expect(checks(lines('Requests', query(sum(perSeries).by('route'), ({ labels }) => labels.route)))).toEqual([]);
  });

  test('need not name a label that can have one value only', () => {
    const successes = sum(rate(requests.where({ status: '200' }), window)).by('route', 'status', 'job');
    expect(checks(lines('Requests', query(successes, ({ labels }) => labels.route)))).toEqual([]);
  });

  test('are told apart by their columns in a table', () => {
    expect(checks(table('Requests', { description, columns: [column('Requests', sum(rate(requests, window)).by('route', 'method'))] }))).toEqual([]);
  });

  test('of more series than colours are a warning, but not the largest few of them', () => {
    const byAll = sum(rate(requests, window)).by('route', 'method');
    const legend = ({ labels }: { readonly labels: Readonly<Record<'route' | 'method', string>> }): string => `${labels.method} ${labels.route}`;
    expect(problems(lines('Requests', query(byAll, legend)))).toMatchObject([{ check: 'dashboard/too-many-lines', severity: 'warning', message: 'it draws about 80 lines (route x method)' }]);
    expect(checks(lines('Requests', query(topk(10, byAll), legend)))).toEqual([]);
  });
});

describe('a division', () => {
  const failed = requests.where({ status: '500' });
  const legend = ({ labels }: { readonly labels: Readonly<Record<'route' | 'method' | 'status' | 'instance' | 'job', string>> }): string => Object.values({ ...labels, all: `${labels.route} ${labels.method} ${labels.status} ${labels.instance}` }).join(' ');
  const share = (of: Query<'ratio'>): string[] => checks(stat('Errors', { description, queries: [of] }));

  test('of each series by itself is refused: it is always 1', () => {
    expect(share(query(ratio(rate(failed, window), rate(requests, window)), legend))).toEqual(['dashboard/constant-ratio']);
    expect(share(query(ratio(rate(requests, window), rate(requests, window)), legend))).toEqual(['dashboard/constant-ratio']);
  });

  test('of sums is taken, and so is one of different metrics, windows or parts', () => {
    expect(share(query(ratio(sum(rate(failed, window)), sum(rate(requests, window)))))).toEqual([]);
    expect(share(query(ratio(rate(requests, window), rate(requests, minutes(60))), legend))).toEqual([]);
    expect(share(query(ratio(rate(failed, window), rate(requests.where({ status: '200' }), window)), legend))).toEqual([]);
    expect(share(query(ratio(rate(requests, window), rate(requests, { range: window, offset: minutes(60) })), legend))).toEqual([]);
  });
});

describe('what the compiler cannot see', () => {
  test('a raw counter past the compiler is refused', () => {
    const raw = makeQuery<string, 'method' | 'route' | 'status' | 'instance'>(selectorOf(requests), ({ labels }) => `${labels.method} ${labels.route} ${labels.status} ${labels.instance}`);
    expect(checks(stat('Requests', { description, queries: [raw] }))).toEqual(['dashboard/raw-counter']);
    expect(checks(stat('Waiting', { description, queries: [query(max(depth))] }))).toEqual([]);
  });

  test('an expression of unknown unit wants a display', () => {
    const unknown = makeQuery<string, never>({ kind: 'aggregate', operator: 'max', expression: { kind: 'selector', name: 'queue_depth', matchers: [] } }, 'waiting');
    expect(checks(stat('Waiting', { description, queries: [unknown] }))).toEqual(['dashboard/unknown-unit']);
    expect(checks(stat('Waiting', { description, queries: [unknown], display: 'short' }))).toEqual([]);
  });

  test('a variable that changes nothing is a warning', () => {
    const route = labelVariable(requests, 'route');
    const byRoute = query(sum(rate(requests, window)).by('route'), ({ labels }) => labels.route);
    expect(checks(lines('Requests', byRoute.narrowedBy(route)), [route])).toEqual([]);
    expect(checks(lines('Requests', byRoute), [route])).toEqual(['dashboard/unused-variable']);
  });
});

test('a finding that several queries share is told once', () => {
  const request = counter('requests_total', { help: 'Requests.', unit: 'requests', labels: {}, jobs: ['api'] });
  const of = query(sum(rate(request, window)), 'one');
  expect(checks(timeSeries('Requests', { description, queries: [of, query(sum(rate(request, minutes(60))), 'two')] }))).toEqual(['dashboard/unknown-metric']);
});

test('checks have names of their own and say why they matter', () => {
  expect(new Set(panelChecks.map(({ id }) => id)).size).toBe(panelChecks.length);
  for (const { id, why } of panelChecks) {
    expect(id).toMatch(/^dashboard\/[a-z-]+$/);
    expect(why.length).toBeGreaterThan(20);
  }
});
