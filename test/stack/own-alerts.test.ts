import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { entries, list, plainData, text } from '../component/sample-stack';
import { committed } from './committed';

/** What every stack must tell of itself, component by component. Each of these alerts is proven where it is defined. */
const wanted: readonly (readonly [what: string, alerts: readonly string[]])[] = [
  ['a heartbeat to somebody outside', ['Watchdog']],
  ['Prometheus takes nothing in, or a configuration that it refuses', ['PrometheusNotIngesting', 'PrometheusConfigReloadFailed']],
  ['rules fail', ['PrometheusRuleFailures', 'PrometheusRuleEvaluationsMissed']],
  ['nobody to send alerts to', ['PrometheusWithoutAlertmanager', 'PrometheusAlertsUndeliverable']],
  ['Alertmanagers that have lost each other, differ, or cannot send', ['AlertmanagerClusterSplit', 'AlertmanagerConfigInconsistent', 'AlertmanagerNotificationsFailing']],
  ['queues of the collector are full or drop', ['CollectorQueueFilling', 'CollectorLosesLogs', 'CollectorLosesSpans', 'CollectorLosesMetrics']],
  ['Loki fails, its log is full, or its ring is broken', ['LokiRequestErrors', 'LokiWalFull', 'LokiRingUnhealthy']],
  ['rules on logs fail, are refused, or have nobody to tell', ['LokiRulesFail', 'LokiRulesRefused', 'LokiAlertsUndeliverable']],
  ['the store of Jaeger fails', ['JaegerStorageErrors']],
  ['Grafana is away', ['GrafanaDown']],
  ['a target is away', ['TargetDown']],
];

describe.each(committed)('the environment $name', ({ manifests }) => {
  const rules = manifests.filter(({ kind, name }) => kind === 'ConfigMap' && name.startsWith('prometheus-rules-')).flatMap(({ content }) => entries(content, 'data').flatMap(([file]) => list(plainData(parse(text(content, 'data', file))), 'groups').flatMap((group) => list(group, 'rules'))));
  const names = new Set(rules.map((rule) => text(rule, 'alert')));

  test.each(wanted)('tells when %s', (_, alerts) => {
    expect(alerts.filter((alert) => !names.has(alert))).toEqual([]);
  });

  test('sends its heartbeat to a receiver of its own', () => {
    const config = manifests.find(({ kind, name }) => kind === 'ConfigMap' && name === 'alertmanager-config');
    expect(text(config?.content, 'data', 'alertmanager.yml')).toMatch(/alertname="?Watchdog"?/);
  });
});
