import { toYaml } from '../../core/yaml';
import type { Construct } from 'constructs';
import { configMap } from '../shared/config-map';
import { configMount, projectedMount, secretMounts } from '../shared/volume';
import type { VolumeClaim } from '../shared/workload';
import { statefulSet } from '../shared/workload';
import type { RulePart } from '../shared/rule-files';
import type { Placement } from '../shared/placement';
import { probe } from '../shared/pod';
import type { Resources } from '../shared/resources';
import type { PrometheusConfigOptions } from './config';
import { prometheusConfig, rulesFolder } from './config';
import { secretsOf } from './scrape-job';

export interface PrometheusProps {
  readonly placement: Placement;
  readonly config: PrometheusConfigOptions;
  readonly rules: readonly RulePart[];
  readonly resources: Resources;
  readonly volume: Omit<VolumeClaim, 'name'>;
  /** Address under which people reach it, for links in alerts. @default none */
  readonly externalUrl: string | undefined;
}

/** nobody, the user of the image: https://github.com/prometheus/prometheus/blob/v3.15.0/Dockerfile */
const nobody = 65_534;

/**
 * Prometheus on a volume of its own; several scrape and evaluate the same, and whoever asks stays with one of them, because
 * their samples are a moment apart. Changed configuration and rules are picked up without a restart, because
 * replaying the write-ahead log takes longer than any reload: ConfigMaps keep their names and are mounted as folders.
 */
export function addPrometheus(scope: Construct, { placement, config, rules, resources, volume, externalUrl }: PrometheusProps): void {
  configMap(scope, placement, 'prometheus-config', { 'prometheus.yml': toYaml(prometheusConfig(config)) });
  statefulSet(
    scope,
    placement,
    {
      args: [
        '--config.file=/etc/prometheus/config/prometheus.yml',
        '--config.auto-reload',
        '--storage.tsdb.path=/prometheus',
        '--web.enable-otlp-receiver',
        '--enable-feature=exemplar-storage',
        '--log.format=json',
        ...(externalUrl === undefined ? [] : [`--web.external-url=${externalUrl}`, '--web.route-prefix=/']),
      ],
      // The external label of replicas reads it.
      env: placement.replicas > 1 ? { POD_NAME: { field: 'metadata.name' } } : {},
      user: { uid: nobody, gid: nobody, fsGroup: nobody },
      resources,
      probes: {
        // A quarter of an hour for the replay of the log after a crash.
        startup: probe('/-/ready', 'http', { every: 15, failures: 60, timeout: 3 }),
        readiness: probe('/-/ready', 'http', { every: 5, failures: 3, timeout: 3 }),
        liveness: probe('/-/healthy', 'http', { every: 5, failures: 6, timeout: 3 }),
      },
      mounts: [
        configMount('config', '/etc/prometheus/config', 'prometheus-config'),
        projectedMount('rules', rulesFolder, rules.map((part) => part.configMap)),
        { name: 'data', path: '/prometheus', source: { kind: 'claim-template' } },
        ...secretMounts(config.jobs.flatMap(secretsOf)),
      ],
      // Prometheus writes its head block out before it ends.
      graceSeconds: 600,
    },
    [{ name: 'data', ...volume }],
    'same-replica',
  );
}
