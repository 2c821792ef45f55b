import { describe, expect, test } from '@jest/globals';
import { collectorFormulas } from '../../lib/component/collector/sizing';
import { jaegerFormulas } from '../../lib/component/jaeger/sizing';
import { kubeStateMetricsFormulas } from '../../lib/component/kube-state-metrics/kube-state-metrics';
import { lokiFormulas } from '../../lib/component/loki/sizing';
import { prometheusFormulas } from '../../lib/component/prometheus/sizing';
import { activeSeries } from '../../lib/component/shared/estimate';
import { formatDuration } from '../../lib/core/duration';
import { expectDocumented } from '../rule/documented';
import { workloads } from '../component/pods';
import { at, list, text } from '../component/sample-stack';
import { committed } from '../stack/committed';

const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string => [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const shown = committed.filter(({ name }) => name === 'small' || name === 'ha');

describe('docs/sizing.md', () => {
  test('tells every formula and where its numbers are from', () => {
    const all = { Prometheus: prometheusFormulas, Loki: lokiFormulas, Jaeger: jaegerFormulas, Collector: collectorFormulas, 'kube-state-metrics': kubeStateMetricsFormulas };
    const rows = Object.entries(all).flatMap(([component, formulas]) => formulas.map(({ what, formula, source }) => [component, what, formula, source]));
    expect(rows.filter((cells) => cells.some((cell) => cell.trim().length < 4))).toEqual([]);
    expectDocumented('docs/sizing.md', 'formulas', table(['Component', 'What', 'Formula', 'Source'], rows));
  });

  test('tells what the environments carry', () => {
    const rows = shown.map(({ name, profile: { workload } }) => [
      name,
      workload.activeSeries.value.toLocaleString('en'),
      `${String(workload.logRate.value / 1024)} KiB`,
      String(workload.spanRate.value),
      String(workload.nodes.value),
      [workload.retention.metrics, workload.retention.logs, workload.retention.traces].map(formatDuration).join(', '),
      formatDuration(workload.outage),
    ]);
    expectDocumented('docs/sizing.md', 'workloads', table(['Environment', 'Series', 'Logs a second', 'Spans a second', 'Nodes', 'Kept: metrics, logs, traces', 'Outage'], rows));
  });

  test('tells what they get', () => {
    const rows = shown.flatMap(({ name, manifests }) =>
      workloads(manifests).map(({ manifest, containers }) => {
        const resources = at(containers[0], 'resources');
        const replicas = at(manifest.content, 'spec', 'replicas');
        const shared = manifests.filter(({ kind, file }) => kind === 'PersistentVolumeClaim' && file === manifest.file).map((claim) => `${claim.name} ${text(claim.content, 'spec', 'resources', 'requests', 'storage')}`);
        const claims = list(manifest.content, 'spec', 'volumeClaimTemplates').map((claim) => `${text(claim, 'metadata', 'name')} ${text(claim, 'spec', 'resources', 'requests', 'storage')}`);
        return [name, manifest.name, typeof replicas === 'number' ? String(replicas) : 'each node', ...['cpu', 'memory'].map((kind) => `${text(resources, 'requests', kind)} to ${text(resources, 'limits', kind)}`), [...claims, ...shared].join(', ')];
      }),
    );
    expect(rows.length).toBeGreaterThan(20);
    expectDocumented('docs/sizing.md', 'sizes', table(['Environment', 'Component', 'Pods', 'Processor', 'Memory', 'Volumes'], rows));
  });

  test('adds up series as its example says', () => {
    expect(activeSeries({ targets: 40, seriesEach: 1500 }, { targets: 10, seriesEach: 900 })).toEqual({ value: 69_000, unit: 'series' });
  });
});
