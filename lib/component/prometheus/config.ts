import type { Duration } from '../../core/duration';
import { formatDuration, minutes } from '../../core/duration';
import type { Quantity } from '../../core/quantity';
import type { Data } from '../../core/yaml';
import type { KubeletCertificates } from './cluster-jobs';
import { clusterScrapeConfigs } from './cluster-jobs';
import { relabel } from './relabel';
import type { ComponentTarget, ScrapeDefaults } from './scrape-config';
import { componentDiscovery, componentRules, componentScrapeConfig, userScrapeConfig } from './scrape-config';
import type { ScrapeJob } from './scrape-job';

export interface PrometheusConfigOptions {
  /** Labels of everything that leaves this Prometheus: alerts, remote reads. */
  readonly externalLabels: Readonly<Record<string, string>>;
  /** Whether there are several that do the same: a label tells them apart, and their alerts are the same without it. */
  readonly replicated: boolean;
  readonly scrape: ScrapeDefaults;
  readonly retention: { readonly time: Duration; readonly size: Quantity<'bytes'> };
  readonly kubelets: KubeletCertificates;
  readonly components: readonly ComponentTarget[];
  readonly alertmanagers: Pick<ComponentTarget, 'components' | 'instance' | 'namespaces' | 'port'>;
  readonly jobs: readonly ScrapeJob[];
  readonly probes: ProbeJob;
}

/** The job `blackbox`: what the blackbox exporter is asked about. */
export interface ProbeJob {
  /** Address of the exporter: `blackbox-exporter.monitoring.svc:9115`. */
  readonly exporter: string;
  readonly targets: readonly ProbeTarget[];
}

export interface ProbeTarget {
  /** The label `target`. */
  readonly name: string;
  /** What the exporter connects to, the label `instance`. */
  readonly address: string;
  readonly module: string;
  readonly interval: Duration;
  readonly timeout: Duration;
}

/** The external label that tells replicas apart, as Prometheus' own operator and Thanos call it. */
const replicaLabel = 'prometheus_replica';

/** Where the rule files lie in the container. */
export const rulesFolder = '/etc/prometheus/rules';

/**
 * Attributes of an OTLP resource that become labels. `service.name` and `service.instance.id` are left out because
 * they become `job` and `instance`. Source: https://prometheus.io/docs/guides/opentelemetry/#promoting-resource-attributes
 */
const promotedAttributes = [
  'service.namespace',
  'service.version',
  'deployment.environment.name',
  'k8s.namespace.name',
  'k8s.pod.name',
  'k8s.container.name',
  'k8s.deployment.name',
  'k8s.statefulset.name',
  'k8s.daemonset.name',
  'k8s.node.name',
] as const;

/**
 * About 100 bytes each, 10 MiB in all; the oldest make room. Source: docs/feature_flags.md of Prometheus, "Exemplars
 * storage".
 */
const exemplarCount = 100_000;

/** The content of prometheus.yml. */
export function prometheusConfig(options: PrometheusConfigOptions): Data {
  const { externalLabels, replicated, scrape, retention, kubelets, components, alertmanagers, jobs, probes } = options;
  return {
    global: {
      scrape_interval: formatDuration(scrape.interval),
      scrape_timeout: formatDuration(scrape.timeout),
      evaluation_interval: formatDuration(scrape.interval),
      external_labels: replicated ? { ...externalLabels, [replicaLabel]: '${POD_NAME}' } : externalLabels,
      // A target gone mad must not take Prometheus with it: one scrape brings at most this.
      body_size_limit: '100MB',
      sample_limit: 50_000,
      label_limit: 64,
      label_name_length_limit: 256,
      label_value_length_limit: 4096,
      keep_dropped_targets: 100,
    },
    storage: {
      tsdb: {
        retention: { time: formatDuration(retention.time), size: `${String(Math.floor(retention.size.value / 1024 ** 2))}MB` },
        // What is pushed arrives late and out of order: https://prometheus.io/docs/guides/opentelemetry/#enable-out-of-order-ingestion
        out_of_order_time_window: formatDuration(minutes(30)),
      },
      exemplars: { max_exemplars: exemplarCount },
    },
    otlp: { promote_resource_attributes: promotedAttributes, translation_strategy: 'UnderscoreEscapingWithSuffixes' },
    alerting: {
      ...(replicated ? { alert_relabel_configs: [{ regex: replicaLabel, action: 'labeldrop' }] } : {}),
      alertmanagers: [{ kubernetes_sd_configs: [componentDiscovery(alertmanagers)], relabel_configs: componentRules(alertmanagers) }],
    },
    rule_files: [`${rulesFolder}/*.yaml`],
    scrape_configs: [
      ...components.map(componentScrapeConfig),
      ...clusterScrapeConfigs(kubelets),
      ...(probes.targets.length === 0 ? [] : [probeScrapeConfig(probes)]),
      ...jobs.map((job) => userScrapeConfig(job, scrape)),
    ],
  };
}

/** Module, interval and time-out differ from target to target, so they travel as the target's own meta labels. */
function probeScrapeConfig({ exporter, targets }: ProbeJob): Data {
  return {
    job_name: 'blackbox',
    metrics_path: '/probe',
    sample_limit: 1000,
    static_configs: targets.map(({ name, address, module, interval, timeout }) => ({
      targets: [address],
      labels: {
        target: name,
        __param_module: module,
        __scrape_interval__: formatDuration(interval),
        __scrape_timeout__: formatDuration(timeout),
      },
    })),
    relabel_configs: [
      relabel('__address__', '__param_target'),
      relabel('__param_target', 'instance'),
      { target_label: '__address__', replacement: exporter },
    ],
  };
}
