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
import { componentsOf, replicasOf } from './layout';
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

export function stackJobs({ scrape, probes, profile }: MonitoringStackProps): StackJobs {
  const componentJobs = componentsOf(profile).flatMap((id) => components[id].metrics.map(({ job }) => job));
  const own = [...new Set(componentJobs), ...clusterJobs.map(({ name }) => name), 'blackbox'];
  const hasProbes = probes.some(({ targets }) => targets.length > 0);
  const drops = new Map<string, readonly MetricDrop[]>([
    ...clusterJobs.map(({ name, drop }) => [name, drop] as const),
    ...scrape.map(({ name, drop = [] }) => [name, drop] as const),
  ]);
  const names = [...own.filter((name) => name !== 'blackbox' || hasProbes), ...scrape.map(({ name }) => name)];
  return { own, all: names.map((name) => ({ name, drops: drops.get(name) ?? [] })) };
}

/** What is added to every alert and to everything that leaves the cluster. */
export function externalLabels({ clusterName }: Pick<StackIdentity, 'clusterName'>): Readonly<Record<string, string>> {
  return { cluster: clusterName };
}

/** What Prometheus is told about the stack and about what the user brings. */
export function prometheusOptions(stack: StackIdentity, props: MonitoringStackProps, volume: Quantity<'bytes'>): PrometheusConfigOptions {
  const { workload, kubelets } = props.profile;
  const defaults = scrapeDefaults(workload);
  const blackbox = components['blackbox-exporter'];
  return {
    externalLabels: externalLabels(stack),
    replicated: replicasOf(props.profile, 'prometheus') > 1,
    scrape: defaults,
    retention: { time: workload.retention.metrics, size: bytes(volume.value * usableShareOfVolume) },
    kubelets,
    components: joined(componentsOf(props.profile).flatMap((id) => componentTargets(stack, components[id]))),
    alertmanagers: { components: [components.alertmanager.name], instance: stack.environment, namespaces: namespaces(stack), port: 'http' },
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
    components: [component.name],
    instance: stack.environment,
    namespaces: namespaces(stack),
    port,
    path,
    sampleLimit,
    honorLabels,
    perNode: component.hostNetwork === true,
  }));
}

/** Components that are one job become one target, in the place of the first. */
function joined(targets: readonly ComponentTarget[]): readonly ComponentTarget[] {
  const byJob = new Map<string, ComponentTarget>();
  for (const target of targets) {
    const known = byJob.get(target.job);
    byJob.set(target.job, known === undefined ? target : { ...known, components: [...known.components, ...target.components] });
  }
  return [...byJob.values()];
}
