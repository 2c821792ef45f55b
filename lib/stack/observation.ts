import { moduleName } from '../component/blackbox-exporter/probe';
import { clusterJobs } from '../component/prometheus/cluster-jobs';
import type { PrometheusConfigOptions } from '../component/prometheus/config';
import type { ComponentTarget, ScrapeDefaults } from '../component/prometheus/scrape-config';
import type { MetricDrop } from '../component/prometheus/scrape-job';
import type { ComponentDescription } from '../component/shared/description';
import type { WorkloadEstimate } from '../component/shared/estimate';
import { usableShareOfVolume } from '../component/shared/estimate';
import type { StackIdentity } from '../component/shared/identity';
import { serviceHost } from '../component/shared/identity';
import { seconds } from '../core/duration';
import type { Quantity } from '../core/quantity';
import { bytes } from '../core/quantity';
import { components } from './components';
import type { MonitoringStackProps } from './props';

/** Prometheus waits ten seconds for an answer unless the interval is shorter. */
export function scrapeDefaults({ scrapeInterval }: WorkloadEstimate): ScrapeDefaults {
  const timeout = seconds(10);
  return { interval: scrapeInterval, timeout: scrapeInterval.milliseconds < timeout.milliseconds ? scrapeInterval : timeout };
}

export interface StackJobs {
  /** Names that the stack has taken. */
  readonly own: readonly string[];
  readonly all: readonly { readonly name: string; readonly drops: readonly MetricDrop[] }[];
}

export function stackJobs({ scrape, probes }: MonitoringStackProps): StackJobs {
  const componentJobs = Object.values(components).flatMap(({ metrics }) => metrics.map(({ job }) => job));
  const own = [...componentJobs, ...clusterJobs.map(({ name }) => name), 'blackbox'];
  const hasProbes = probes.some(({ targets }) => targets.length > 0);
  const drops = new Map<string, readonly MetricDrop[]>([
    ...clusterJobs.map(({ name, drop }) => [name, drop] as const),
    ...scrape.map(({ name, drop = [] }) => [name, drop] as const),
  ]);
  const names = [...own.filter((name) => name !== 'blackbox' || hasProbes), ...scrape.map(({ name }) => name)];
  return { own, all: names.map((name) => ({ name, drops: drops.get(name) ?? [] })) };
}

/** What Prometheus is told about the stack and about what the user brings. */
export function prometheusOptions(stack: StackIdentity, props: MonitoringStackProps, volume: Quantity<'bytes'>): PrometheusConfigOptions {
  const { workload, kubelets } = props.profile;
  const defaults = scrapeDefaults(workload);
  const blackbox = components['blackbox-exporter'];
  return {
    externalLabels: { cluster: stack.clusterName },
    scrape: defaults,
    retention: { time: workload.retention.metrics, size: bytes(volume.value * usableShareOfVolume) },
    kubelets,
    components: Object.values(components).flatMap((component) => componentTargets(stack, component)),
    alertmanagers: { component: components.alertmanager.name, instance: stack.environment, namespaces: namespaces(stack), port: 'http' },
    jobs: props.scrape,
    probes: {
      exporter: `${serviceHost(stack, blackbox)}:${String(blackbox.ports.http.number)}`,
      targets: props.probes.flatMap(({ module, targets, interval = defaults.interval }) =>
        targets.map(({ name, address }) => ({
          name,
          address,
          module: moduleName(module),
          interval,
          timeout: interval.milliseconds < defaults.timeout.milliseconds ? interval : defaults.timeout,
        })),
      ),
    },
  };
}

function namespaces({ namespace, nodeNamespace }: StackIdentity): readonly string[] {
  return [namespace, nodeNamespace];
}

function componentTargets(stack: StackIdentity, component: ComponentDescription): readonly ComponentTarget[] {
  return component.metrics.map(({ job, port, path, sampleLimit, honorLabels = false }) => ({
    job,
    component: component.name,
    instance: stack.environment,
    namespaces: namespaces(stack),
    port,
    path,
    sampleLimit,
    honorLabels,
    perNode: component.hostNetwork === true,
  }));
}
