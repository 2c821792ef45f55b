import { describe, expect, test } from '@jest/globals';
import { dashboardFileProblems } from '../../lib/check/dashboard/file-problems';
import { panelProblems } from '../../lib/check/dashboard/panel-problems';
import { minutes } from '../../lib/core/duration';
import { dashboardJson, renderDashboards } from '../../lib/dashboard/grafana/render';
import type { GrafanaPanel, Json } from '../../lib/dashboard/grafana/schema';
import type { Dashboard } from '../../lib/dashboard/model';
import type { Panel } from '../../lib/dashboard/panel/panel';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { Catalog } from '../../lib/metric/catalog';
import * as blackbox from '../../lib/metric/exporters/blackbox';
import { open } from '../../lib/metric/declaration';
import { counter, gauge } from '../../lib/metric/metric';
import { max, sum } from '../../lib/promql/aggregate';
import { increase, rate, ratio } from '../../lib/promql/functions';
import { dashboards } from '../../dashboards/index';
import { business } from '../../dashboards/canvascast/business';
import { overview } from '../../dashboards/canvascast/overview';
import { pipeline } from '../../dashboards/canvascast/pipeline';
import { canvascastGroups } from '../../rules/canvascast/groups';
import { httpRequests } from '../../rules/canvascast/metrics';
import { canvascast } from '../../rules/canvascast/system';
import { alertsOf } from '../../lib/rule/group';
import { dashboardOf, expressionsOf } from './render-one';

const catalog = new Catalog([...canvascast.metrics, ...Object.values(blackbox).filter((value) => typeof value === 'object' && 'declaration' in value)]);
const scraped = new Set(['canvascast-api', 'canvascast-worker', 'sql-exporter', 'blackbox']);

function panelOf(dashboard: Dashboard, title: string): Json<GrafanaPanel> {
  const found = dashboardJson(dashboard).panels.find((panel) => panel.title === title);
  if (found === undefined || found.type === 'row') throw new Error(`no panel '${title}'`);
  return found;
}

function asked(dashboard: Dashboard, title: string): string[] {
  return expressionsOf(panelOf(dashboard, title)).map((expression) => expression.replaceAll(/\s+/g, ' ').replaceAll(/([([]) /g, '$1').replaceAll(/ ([)\]])/g, '$1'));
}

function checks(...panels: readonly [Panel, ...Panel[]]): string[] {
  return panelProblems(dashboardOf(panels), catalog, scraped).map(({ check }) => check);
}

describe('the dashboards of CanvasCast', () => {
  test('have no problem that a check knows, warnings included', () => {
    expect([overview, pipeline, business].flatMap((dashboard) => panelProblems(dashboard, catalog, scraped))).toEqual([]);
  });

  test('link to each other, and every alert links to one of them', () => {
    const uids = new Set(renderDashboards(dashboards).map(({ uid }) => uid));
    expect(alertsOf(canvascastGroups).map((alert) => alert.dashboard).filter((uid) => uid === undefined || !uids.has(uid))).toEqual([]);
  });

  test('begin with what is broken, for whom, since when', () => {
    const [first] = overview.rows;
    expect(first?.title).toBe('Is it broken, for whom, since when');
    expect(first?.panels.map(({ title }) => title)).toEqual(['Error rate', 'p95 of answers', 'Job queue depth', 'Failed jobs', 'Firing alerts', 'Reachable from outside', 'Running and connected']);
  });
});

describe('a demanded panel', () => {
  test.each<readonly [string, Dashboard, string, readonly string[], string | undefined]>([
    ['request rate', overview, 'Request rate', ['sum by (route) (rate(http_requests_total{job="canvascast-api",route=~"$route"}[5m]))'], 'reqps'],
    ['latency', overview, 'p95 by route', ['histogram_quantile(0.95, sum by (le, route) (rate(http_request_duration_seconds_bucket{job="canvascast-api",route=~"$route"}[5m])))'], 's'],
    ['error rate', overview, 'Error rate', ['(sum(rate(http_requests_total{job="canvascast-api",status=~"5.."}[5m])) or vector(0)) / sum(rate(http_requests_total{job="canvascast-api"}[5m]))'], 'percentunit'],
    ['active users', overview, 'Active users', ['max(active_users{job="sql-exporter",window="24h"})'], 'count:users'],
    ['queue depth', overview, 'Job queue depth', ['max(job_queue_depth{job="canvascast-worker"})'], 'count:jobs'],
    ['completion rate', pipeline, 'Job completion rate', ['sum(rate(jobs_finished_total{job="canvascast-worker",status="completed"}[1h])) / sum(rate(jobs_finished_total{job="canvascast-worker",status=~"completed|failed"}[1h]))'], 'percentunit'],
    ['step durations', pipeline, 'Step durations', ['histogram_quantile(0.95, sum by (le, step) (rate(pipeline_step_duration_seconds_bucket{job="canvascast-worker",step=~"$step"}[30m])))'], 's'],
    ['failures by step', pipeline, 'Failures by step', ['sum by (step) (increase(pipeline_step_duration_seconds_count{job="canvascast-worker",status="error"}[1d]))'], 'count:steps'],
    ['cost per job', pipeline, 'Cost per job', ['sum(increase(job_cost_usd_total{job="canvascast-worker"}[1d])) / sum(increase(jobs_finished_total{job="canvascast-worker"}[1d]))'], 'currencyUSD'],
    ['signups', business, 'Signups', ['sum by (method) (increase(signups_total{job="canvascast-api"}[1d]))'], 'count:accounts'],
    ['credit usage', business, 'Credit usage', ['sum(rate(credits_used_total{job="canvascast-api"}[1h])) * 3600'], 'count:credits'],
    ['subscriptions', business, 'Active subscriptions', ['max by (plan) (subscriptions_active{job="sql-exporter"})'], 'count:subscriptions'],
  ])('asks for the %s as it is meant', (_what, dashboard, title, expressions, unit) => {
    expect(asked(dashboard, title)).toEqual(expressions);
    expect(panelOf(dashboard, title).fieldConfig.defaults.unit).toBe(unit);
  });

  test('has the colours of its alerts', () => {
    expect(panelOf(overview, 'Error rate').fieldConfig.defaults.thresholds?.steps).toEqual([{ color: 'green', value: null }, { color: 'orange', value: 0.02 }, { color: 'red', value: 0.1 }]);
    const depth = panelOf(overview, 'Job queue depth').fieldConfig.defaults;
    expect([depth.min, depth.max, depth.thresholds?.steps.map(({ value }) => value)]).toEqual([0, 200, [null, 50, 100]]);
    expect(panelOf(pipeline, 'Job completion rate').fieldConfig.defaults.thresholds?.steps).toEqual([{ color: 'red', value: null }, { color: 'green', value: 0.9 }]);
  });
});

describe("the mistakes of the requirements' document are refused", () => {
  const window = minutes(5);
  const description = 'As the document has it.';
  const allLabels = ({ labels }: { readonly labels: Readonly<Record<'method' | 'route' | 'status' | 'instance', string>> }): string => `${labels.method} ${labels.route} ${labels.status} ${labels.instance}`;

  test('one line per series: its lines have one name, or there are too many of them', () => {
    const perSeries = rate(httpRequests, window);
    expect(checks(timeSeries('Request rate', { description, queries: [query(perSeries, () => 'requests')] }))).toEqual(['dashboard/ambiguous-legend', 'dashboard/too-many-lines']);
    expect(checks(timeSeries('Request rate', { description, queries: [query(sum(perSeries).by('route'), ({ labels }) => labels.route)] }))).toEqual([]);
  });

  test('each failing series divided by itself: a constant 100 %', () => {
    const failed = rate(httpRequests.where({ status: /5../ }), window);
    expect(checks(stat('Error rate', { description, queries: [query(ratio(failed, rate(httpRequests, window)), allLabels)] }))).toEqual(['dashboard/constant-ratio']);
    expect(checks(stat('Error rate', { description, queries: [query(ratio(sum(failed).orZero(), sum(rate(httpRequests, window))))] }))).toEqual([]);
  });

  test('panels without a source: active users, cost per job, conversions, subscriptions', () => {
    const labels = { plan: open({ expected: 4 }) };
    const users = gauge('users_active', { help: 'Users.', unit: 'users', labels: {}, jobs: ['canvascast-api'] });
    const cost = counter('cost_usd_total', { help: 'Cost.', unit: 'USD', labels: {}, jobs: ['canvascast-worker'] });
    const converted = counter('funnel_total', { help: 'Visitors.', unit: 'visitors', labels: {}, jobs: ['canvascast-api'] });
    const subscriptions = gauge('subscriptions', { help: 'Subscriptions.', unit: 'subscriptions', labels, jobs: ['canvascast-api'] });
    expect(
      checks(
        stat('Active users', { description, queries: [query(max(users))] }),
        stat('Cost per job', { description, queries: [query(sum(increase(cost, minutes(60))))] }),
        stat('Conversions', { description, queries: [query(sum(increase(converted, minutes(60))))] }),
        stat('Subscriptions', { description, queries: [query(max(subscriptions).by('plan'), (series) => series.labels.plan)] }),
      ),
    ).toEqual(['dashboard/unknown-metric', 'dashboard/unknown-metric', 'dashboard/unknown-metric', 'dashboard/unknown-metric']);
  });

  test('a source that is declared but not scraped', () => {
    expect(new Set(panelProblems(business, catalog, new Set(['canvascast-api'])).map(({ check, message }) => `${check}: ${message}`))).toEqual(
      new Set(['dashboard/unscraped-job: active_users comes from sql-exporter, which Prometheus does not scrape', 'dashboard/unscraped-job: subscriptions_active comes from sql-exporter, which Prometheus does not scrape']),
    );
  });

  test('the removed graph panel, and a comment inside the JSON', () => {
    const [rendered] = renderDashboards(dashboards);
    const json = rendered?.json ?? '';
    expect(dashboardFileProblems(json, 'overview.json')).toEqual([]);
    expect(dashboardFileProblems(json.replaceAll('"type": "timeseries"', '"type": "graph"'), 'overview.json').map(({ check }) => check)).toContain('dashboard/removed-panel-type');
    expect(dashboardFileProblems(json.replace('"panels": [', '"panels": [ // the panels'), 'overview.json').map(({ check }) => check)).toEqual(['dashboard/json-comment']);
  });
});
