import { describe, expect, test } from '@jest/globals';
import { application } from '../../dashboards/bakhmach/application';
import { bakhmachDashboards } from '../../dashboards/bakhmach';
import { business } from '../../dashboards/bakhmach/business';
import { infrastructure } from '../../dashboards/bakhmach/infrastructure';
import { overview } from '../../dashboards/bakhmach/overview';
import { dashboardJson } from '../../lib/dashboard/grafana/render';
import type { Dashboard } from '../../lib/dashboard/model';
import { alertsOf } from '../../lib/rule/group';
import { bakhmachGroups } from '../../rules/bakhmach/groups';
import { apdex } from '../../rules/bakhmach/recordings';
import { print } from '../../lib/promql/print';
import { askingPanels } from '../dashboard/asked';

const onOneLine = (expression: string): string => expression.replaceAll(/\s+/g, ' ').replaceAll(/([([]) /g, '$1').replaceAll(/ ([)\]])/g, '$1');

/** What a panel asks, and the unit in which it shows the answer. */
function asked(dashboard: Dashboard, title: string): { readonly expressions: readonly string[]; readonly unit: string | undefined } {
  const panel = askingPanels(dashboard).find((one) => one.title === title);
  const shown = dashboardJson(dashboard).panels.find((one) => one.title === title);
  if (panel === undefined || shown === undefined || shown.type === 'row') throw new Error(`${dashboard.title} has no panel '${title}'`);
  return { expressions: panel.targets.flatMap((target) => ('expr' in target ? [onOneLine(target.expr)] : [])), unit: shown.fieldConfig.defaults.unit };
}

const quantile = (q: number): string => `histogram_quantile(${String(q)}, sum by (le) (rate(http_request_duration_seconds_bucket{job="backend"}[5m])))`;

describe('a demanded panel', () => {
  test.each<readonly [string, Dashboard, string, readonly string[], string | undefined]>([
    ['network', overview, 'Network throughput', ['receive', 'transmit'].map((way) => `sum by (instance) (rate(node_network_${way}_bytes_total{job="node-exporter",device!="lo",instance=~"$instance"}[5m]))`), 'binBps'],
    ['processes', overview, 'Top processes by CPU', ['topk(10, sum by (groupname) (rate(namedprocess_namegroup_cpu_seconds_total{job="process-exporter"}[5m])))'], undefined],
    ['quantiles', application, 'Latency', [0.5, 0.95, 0.99].map(quantile), 's'],
    ['throughput', application, 'Throughput', ['sum by (route) (rate(http_requests_total{job="backend",route=~"$route"}[5m]))'], 'reqps'],
    ['revenue', business, 'Revenue', ['sum by (currency) (increase(revenue_total{job="backend"}[1d]))'], 'count:money'],
    ['funnel', business, 'Conversion funnel', ['sum by (step) (increase(funnel_step_total{job="backend"}[1d]))'], 'count:visitors'],
    ['features', business, 'Feature usage', ['topk(10, sum by (feature) (increase(feature_used_total{job="backend"}[1d])))'], 'count:uses'],
    ['pods', infrastructure, 'Pod status', ['sum by (namespace, phase) (kube_pod_status_phase{job="kube-state-metrics",namespace=~"$namespace"})'], 'count:pods'],
    ['replication', infrastructure, 'Replication lag', ['max by (instance) (pg_replication_lag_seconds{job="database"})'], 's'],
    ['queues', infrastructure, 'Queue depth trends', ['sum by (queue) (rabbitmq_queue_messages_ready{job="rabbitmq"})'], 'count:messages'],
  ])('asks for the %s as it is meant', (_what, dashboard, title, expressions, unit) => {
    expect(asked(dashboard, title)).toEqual({ expressions, unit });
  });

  test('the heatmap is made of the buckets, all of them', () => {
    expect(asked(application, 'Request latency distribution').expressions).toEqual(['sum by (le) (rate(http_request_duration_seconds_bucket{job="backend"}[5m]))']);
  });

  test('Apdex takes bounds as Prometheus stores them, from zero to one', () => {
    expect(asked(application, 'Apdex').expressions).toEqual(['max(backend:http_request_apdex:ratio_rate5m)']);
    const within = (le: string): string => `sum(rate(http_request_duration_seconds_bucket{job="backend",le=${le}}[5m]))`;
    expect(onOneLine(print(apdex.expression))).toBe(`(${within('"0.5"')} + ${within('"2.0"')}) / 2 / sum(rate(http_request_duration_seconds_count{job="backend"}[5m]))`);
  });
});

test('every alert leads to a dashboard of the hub, and every dashboard begins with what is broken but that of the owners', () => {
  const uids = new Set(bakhmachDashboards.map(({ uid }) => uid));
  expect(alertsOf(bakhmachGroups).map(({ dashboard }) => dashboard ?? '').filter((uid) => !uids.has(uid))).toEqual([]);
  const first = bakhmachDashboards.filter(({ uid }) => uid !== business.uid).map(({ rows: [row] }) => row?.title ?? '');
  expect(new Set(first)).toEqual(new Set(['Is it broken, for whom, since when', 'Is a promise in danger, which, since when']));
});
