import { describe, expect, test } from '@jest/globals';
import { exampleCatalog } from '../../../lib/check/example/catalog';
import { lint } from '../../../lib/check/lint';

/**
 * Grafana's own dashboard-linter beside Belfry's lint: a mistake for each of its rules, and mistakes that it lets pass.
 * Source of the rules: docs/rules and lint/rule_*.go of https://github.com/grafana/dashboard-linter
 */

type Fields = Readonly<Record<string, unknown>>;

const prometheus = { type: 'prometheus', uid: 'prometheus' };
const loki = { type: 'loki', uid: 'loki' };

const job = { name: 'job', type: 'query', datasource: prometheus, query: 'label_values(up, job)', refresh: 2, multi: true };
const instance = { name: 'instance', type: 'query', datasource: prometheus, query: 'label_values(up{job=~"$job"}, instance)', refresh: 2, multi: true };

const requestRate = 'sum by (code) (rate(http_requests_total{job=~"$job", instance=~"$instance"}[$__rate_interval]))';

function target(expr: string, more: Fields = {}): Fields {
  return { refId: 'A', expr, legendFormat: '{{code}}', ...more };
}

function panel(more: Fields = {}): Fields {
  return { id: 1, type: 'timeseries', title: 'Requests', description: 'What arrives.', datasource: prometheus, fieldConfig: { defaults: { unit: 'reqps' } }, gridPos: { x: 0, y: 0, w: 12, h: 8 }, targets: [target(requestRate)], ...more };
}

function dashboard(panels: readonly Fields[], more: Fields = {}): Fields {
  return { uid: 'shop', title: 'Shop', editable: false, time: { from: 'now-6h', to: 'now' }, templating: { list: [job, instance] }, panels, ...more };
}

const asking = (expr: string, more: Fields = {}): Fields => dashboard([panel({ targets: [target(expr, more)] })]);
const besideRequests = (more: Fields): Fields => dashboard([panel(), panel({ id: 2, gridPos: { x: 12, y: 0, w: 12, h: 8 }, ...more })]);
const offering = (...list: readonly Fields[]): Fields => dashboard([panel()], { templating: { list } });

function found(content: Fields): readonly string[] {
  const { problems } = lint({ catalog: { file: 'catalog.yaml', content: exampleCatalog }, sources: [{ file: 'shop.json', content: `${JSON.stringify(content, undefined, 2)}\n` }] });
  return [...new Set(problems.map(({ check }) => check))];
}

test('the dashboard that the mistakes are put into has none', () => {
  expect(found(dashboard([panel()]))).toEqual([]);
});

describe('what a rule of dashboard-linter finds', () => {
  test.each<readonly [rule: string, string, mistake: Fields]>([
    ['template-datasource-rule', 'panel/data-source', dashboard([panel({ datasource: undefined })])],
    ['template-job-rule', 'dashboard/unknown-variable', offering({ ...instance, query: 'label_values(up, instance)' })],
    ['template-job-rule', 'dashboard/variable-query', offering({ ...job, query: 'label_values(up, jobb)' }, instance)],
    ['template-instance-rule', 'dashboard/unknown-variable', offering(job)],
    ['template-instance-rule', 'dashboard/variable-query', offering(job, { ...instance, query: 'label_values(up{job=~"$job"}, instance' })],
    ['template-label-promql-rule', 'dashboard/variable-query', offering({ ...job, query: 'label_values(up{job=}, job)' }, instance)],
    ['template-label-promql-rule', 'dashboard/variable-query', offering({ ...job, query: 'label_value(up, job)' }, instance)],
    ['template-on-time-change-reload-rule', 'dashboard/variable-refresh', offering(job, { ...instance, refresh: 1 })],
    ['panel-datasource-rule', 'panel/data-source', dashboard([panel({ datasource: { type: 'prometheus', uid: 'P1809F7CD0C75ACF3' } })])],
    ['panel-title-description-rule', 'panel/no-title', dashboard([panel({ title: '' })])],
    ['panel-title-description-rule', 'panel/no-description', dashboard([panel({ description: '' })])],
    ['panel-units-rule', 'panel/no-unit', dashboard([panel({ fieldConfig: { defaults: {} } })])],
    ['panel-units-rule', 'panel/unknown-unit', dashboard([panel({ fieldConfig: { defaults: { unit: 'requests' } } })])],
    ['panel-no-targets-rule', 'panel/no-query', dashboard([panel({ targets: [] })])],
    ['target-logql-rule', 'logql/syntax', besideRequests({ datasource: loki, targets: [target('{service_name="api"} |= ')] })],
    ['target-logql-auto-rule', 'logql/fixed-range', besideRequests({ datasource: loki, targets: [target('sum(count_over_time({service_name="api"} |= "error" [5m]))')] })],
    ['target-promql-rule', 'promql/syntax', asking('sum by (code) (rate(http_requests_total[$__rate_interval])')],
    ['target-rate-interval-rule', 'panel/fixed-range', asking('sum by (code) (rate(http_requests_total[5m]))')],
    ['target-job-rule', 'panel/ignored-variable', besideRequests({ fieldConfig: { defaults: { unit: 'bytes' } }, targets: [target('sum(process_resident_memory_bytes{instance=~"$instance"})', { legendFormat: '' })] })],
    ['target-instance-rule', 'panel/ignored-variable', besideRequests({ targets: [target('sum by (code) (rate(http_requests_total{job=~"$job"}[$__rate_interval]))')] })],
    ['target-counter-agg-rule', 'counter/raw-shown', asking('sum by (code) (http_requests_total)')],
    ['uneditable-dashboard-rule', 'dashboard/editable', dashboard([panel()], { editable: true })],
  ])('%s: %s', (_rule, check, mistake) => {
    expect(found(mistake)).toContain(check);
  });
});

describe('what dashboard-linter lets pass', () => {
  test.each<readonly [string, string, mistake: Fields]>([
    // Its rule looks at the end of the selector's text, which is a brace here.
    ['a raw counter with matchers', 'counter/raw-shown', asking('sum by (code) (http_requests_total{job="api"})')],
    ['an increase of a gauge', 'counter/rate-of-gauge', asking('sum(increase(http_active_connections{job="api"}[1h]))')],
    ['a valid unit that is the wrong one', 'panel/unit', dashboard([panel({ fieldConfig: { defaults: { unit: 'percent' } }, targets: [target('sum(rate(http_requests_total{code=~"5..", job="api"}[$__rate_interval])) / sum(rate(http_requests_total{job="api"}[$__rate_interval]))')] })])],
    ['a variable that nobody defines', 'dashboard/unknown-variable', asking('sum by (code) (rate(http_requests_total{route=~"$rout"}[$__rate_interval]))')],
    ['an equals sign before a variable of several values', 'dashboard/single-value-matcher', asking('sum by (code) (rate(http_requests_total{job="$job"}[$__rate_interval]))')],
    ['a legend of a label that is gone', 'panel/legend-label', asking('sum by (code) (rate(http_requests_total[$__rate_interval]))', { legendFormat: '{{route}}' })],
    ['a legend that is the same for every line', 'panel/ambiguous-legend', asking('sum by (code) (rate(http_requests_total[$__rate_interval]))', { legendFormat: 'requests' })],
    ['two panels of one id', 'dashboard/duplicate-panel-id', dashboard([panel(), panel({ gridPos: { x: 12, y: 0, w: 12, h: 8 } })])],
    ['panels on top of each other', 'dashboard/overlap', dashboard([panel(), panel({ id: 2 })])],
    ['more panels than anybody scrolls through', 'dashboard/too-many-panels', dashboard(Array.from({ length: 14 }, (_, index) => panel({ id: index, gridPos: { x: 0, y: index * 8, w: 24, h: 8 } })))],
    ['a window wider than the time that is shown', 'panel/beyond-range', asking('sum by (code) (increase(http_requests_total[1d]))')],
    ['a metric that nobody exports', 'selector/unknown-metric', asking('sum by (code) (rate(http_request_total[$__rate_interval]))')],
    ['a value that the label never has', 'selector/unknown-value', asking('sum by (code) (rate(http_requests_total{code="599"}[$__rate_interval]))')],
    ['a quantile that has lost its buckets', 'histogram/le-dropped', asking('histogram_quantile(0.95, sum by (route) (rate(http_request_duration_seconds_bucket[$__rate_interval])))')],
    ['a rate of a gauge', 'counter/rate-of-gauge', asking('sum(rate(http_active_connections[$__rate_interval]))')],
    ['a kind of panel that Grafana has dropped', 'panel/removed-type', dashboard([panel({ type: 'graph' })])],
  ])('%s: %s', (_what, check, mistake) => {
    expect(found(mistake)).toContain(check);
  });
});
