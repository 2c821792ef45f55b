import { describe, expect, test } from '@jest/globals';
import { minutes } from '../../lib/core/duration';
import { logQuery } from '../../lib/dashboard/log-query';
import { apiLogs } from '../logql/streams';
import { toDashboard, toLogs, toTraces, toUrl } from '../../lib/dashboard/link';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { labelVariable } from '../../lib/dashboard/variable';
import { max, sum } from '../../lib/promql/aggregate';
import { quantile, rate } from '../../lib/promql/functions';
import { depth, latency, requests } from './metrics';
import { problemsOf } from './problems';
import { expressionsOf, renderedPanel } from './render-one';

const description = 'Requests per second.';
const byRoute = sum(rate(requests, minutes(5))).by('route');
const route = labelVariable(requests, 'route');

describe('a legend', () => {
  test("becomes Grafana's placeholders", () => {
    const panel = renderedPanel(timeSeries('Requests', { description, queries: [query(byRoute, ({ labels }) => `${labels.route} per second`)] }));
    expect(panel.targets?.[0]).toMatchObject({ legendFormat: '{{route}} per second' });
  });

  test('is the title of the panel where there is one line only', () => {
    const panel = renderedPanel(timeSeries('Jobs', { description, queries: [query(max(depth))] }));
    expect(panel.targets?.[0]).toMatchObject({ legendFormat: 'Jobs' });
  });
});

describe('a query', () => {
  test('is narrowed in every selector that has the label, and nowhere else', () => {
    const perJob = byRoute.dividedBy(quantile(0.5, sum(rate(latency.buckets, minutes(5))).by('le', 'route')));
    const panel = renderedPanel(timeSeries('Ratio', { description, queries: [query(perJob, ({ labels }) => labels.route).narrowedBy(route)] }), { variables: [route] });
    const [expression = ''] = expressionsOf(panel);
    expect(expression).toContain('http_requests_total{job="api",route=~"$route"}');
    expect(expression).toContain('http_request_duration_seconds_bucket{job="api",route=~"$route"}');
  });

  test('leaves the original as it is when it is narrowed', () => {
    const original = query(byRoute, ({ labels }) => labels.route);
    original.narrowedBy(route);
    expect(expressionsOf(renderedPanel(timeSeries('Requests', { description, queries: [original] })))).toEqual(['sum by (route) (rate(http_requests_total{job="api"}[5m]))']);
  });

  test('shows the requests behind a quantile, and asks for no examples of anything else', () => {
    const p95 = query(quantile(0.95, sum(rate(latency.buckets, minutes(5))).by('le')), 'p95');
    const targets = renderedPanel(timeSeries('Answer time', { description, queries: [p95] })).targets;
    expect(targets?.[0]).toMatchObject({ exemplar: true });
    expect(renderedPanel(timeSeries('Requests', { description, queries: [query(byRoute, ({ labels }) => labels.route)] })).targets?.[0]).not.toHaveProperty('exemplar');
  });

  test('leaves the window of rate() to Grafana when the panel follows the zoom, and to nobody else', () => {
    const panel = (window: 'fixed' | 'zoom'): string[] =>
      expressionsOf(renderedPanel(timeSeries('Requests', { description, window, queries: [query(byRoute, ({ labels }) => labels.route)] })));
    expect(panel('zoom')).toEqual(['sum by (route) (rate(http_requests_total{job="api"}[$__rate_interval]))']);
    expect(panel('fixed')).toEqual(['sum by (route) (rate(http_requests_total{job="api"}[5m]))']);
  });
});

describe('a link of a line', () => {
  const links = (make: Parameters<typeof query<'gauge', 'requests/s', 'route'>>[2]): unknown =>
    renderedPanel(timeSeries('Requests', { description, queries: [query(byRoute, ({ labels }) => labels.route, make)] })).fieldConfig.overrides;

  test('takes the label and the time to another dashboard', () => {
    expect(links({ links: ({ labels }) => [toDashboard({ uid: 'detail', title: 'Detail' }, { variables: { route: labels.route } })] })).toMatchObject([
      { matcher: { id: 'byFrameRefID', options: 'A' }, properties: [{ id: 'links', value: [{ title: 'Detail', url: '/d/detail?var-route=${__field.labels.route}&${__url_time_range}' }] }] },
    ]);
  });

  test('opens log lines and traces of the same time', () => {
    const made = links({ links: ({ labels }) => [toLogs('Lines', logQuery(`{service_name="api"} |= "${labels.route}"`)), toTraces('Traces', { service: 'api', operation: labels.route }), toUrl('Help', 'https://help.example/')] });
    const [lines = '', traces = '', help = ''] = JSON.stringify(made).match(/"url":"[^"]*"/g) ?? [];
    expect(paneOf(lines)).toMatchObject({ belfry: { datasource: 'loki', queries: [{ expr: '{service_name="api"} |= "${__field.labels.route}"' }], range: { from: '${__from}', to: '${__to}' } } });
    expect(paneOf(traces)).toMatchObject({ belfry: { datasource: 'jaeger', queries: [{ operation: '${__field.labels.route}' }] } });
    expect(help).toBe('"url":"https://help.example/"');
  });
});

/** What Explore is asked to show by an address. */
function paneOf(url: string): unknown {
  return JSON.parse(decodeURIComponent(/panes=([^&]*)/.exec(url)?.[1] ?? ''));
}

describe('a log query', () => {
  test('is taken when Loki takes it, with the variables of a dashboard in it', () => {
    expect(logQuery('{service_name=~"api|worker"} |= `$search` | level="error"').text).toBe('{service_name=~"api|worker"} |= `$search` | level="error"');
  });

  test('is built from declared streams', () => {
    expect(logQuery(apiLogs.containing('timeout').json('status').only({ status: '500' })).text).toBe('{service_name="api"} |= "timeout" | json status | status="500"');
  });

  test('is refused with a caret where its grammar breaks', () => {
    const [problem] = problemsOf(() => logQuery('{service_name="api" |= "x"'));
    expect(problem).toMatchObject({ check: 'logql/syntax', place: { excerpt: { from: 20 } } });
    expect(problem?.message).toContain("',' or '}' is expected");
  });

  test('is refused when it yields numbers', () => {
    expect(problemsOf(() => logQuery('sum(rate({service_name="api"} [5m]))'))).toMatchObject([{ check: 'dashboard/logql-not-lines' }]);
  });

  test('is refused when it is empty', () => {
    expect(problemsOf(() => logQuery(''))).toMatchObject([{ check: 'logql/syntax' }]);
  });
});
