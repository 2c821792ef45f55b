import type { Construct } from 'constructs';
import { mebibytes } from '../../core/quantity';
import { toYaml } from '../../core/yaml';
import { checksum, configMap } from '../shared/config-map';
import type { WorkloadEstimate } from '../shared/estimate';
import { namespaceOf } from '../shared/identity';
import type { Placement } from '../shared/placement';
import { headlessName } from '../shared/placement';
import { probe } from '../shared/pod';
import type { RulePart } from '../shared/rule-files';
import { configMount, projectedMount, scratchMount, secretMounts } from '../shared/volume';
import type { VolumeClaim } from '../shared/workload';
import { statefulSet } from '../shared/workload';
import { lokiConfig, lokiFolder, lokiWalFolder } from './config';
import type { RulerOptions } from './ruler';
import { tenantRulesFolder } from './ruler';
import { ingestionRate, lokiResources, replayCeiling } from './sizing';
import type { LogStore } from './store';
import { storeEnvironment, storeSecrets } from './store';

export interface LokiProps {
  readonly placement: Placement;
  readonly estimate: WorkloadEstimate;
  readonly store: LogStore;
  readonly data: Omit<VolumeClaim, 'name'>;
  readonly wal: Omit<VolumeClaim, 'name'>;
  /** Rules on logs, and whom their alerts are told to. @default none, and no ruler */
  readonly rules?: RulerOptions & { readonly parts: readonly RulePart[] };
}

/** Under which address the others reach this replica: without them Loki takes the first interface whose name it knows. */
const ownAddress = ['-common.storage.ring.instance-addr=$(POD_IP)', '-memberlist.advertise-addr=$(POD_IP)', '-frontend.instance-addr=$(POD_IP)'];

/** The user of the image: https://github.com/grafana/loki/blob/v3.7.8/cmd/loki/Dockerfile */
const loki = 10_001;

/**
 * Loki, all of it in each process. On the local file system it is one copy of the logs and cannot have a second replica;
 * on a bucket the replicas share the work. The write-ahead log has a volume of its own, so that chunks that fill theirs do not stop it.
 */
export function addLoki(scope: Construct, { placement, estimate, store, data, wal, rules }: LokiProps): void {
  const resources = lokiResources(estimate);
  const config = toYaml(
    lokiConfig({
      store,
      replicas: placement.replicas,
      peers: `${headlessName(placement.component)}.${namespaceOf(placement.stack, placement.component)}.svc`,
      retention: estimate.retention,
      ingestionRate: ingestionRate(estimate),
      replayCeiling: replayCeiling(resources),
      ...(rules === undefined ? {} : { ruler: rules }),
    }),
  );
  const files = { 'loki.yaml': config };
  configMap(scope, placement, 'loki-config', files);
  statefulSet(
    scope,
    placement,
    {
      args: ['-config.file=/etc/loki/config/loki.yaml', ...(placement.replicas === 1 ? [] : ownAddress)],
      env: { ...(placement.replicas === 1 ? {} : { POD_IP: { field: 'status.podIP' } as const }), ...storeEnvironment(store) },
      user: { uid: loki, gid: loki, fsGroup: loki },
      resources,
      probes: {
        // Ten minutes for the replay of the log; Loki itself waits 15 seconds before it says that it is ready.
        startup: probe('/ready', 'http', { every: 10, failures: 60 }),
        readiness: probe('/ready', 'http', { every: 5, failures: 3 }),
        liveness: probe('/loki/api/v1/status/buildinfo', 'http', { every: 15, failures: 6 }),
      },
      mounts: [
        configMount('config', '/etc/loki/config', 'loki-config'),
        // Not part of the checksum: the ruler looks for changed files every minute.
        ...(rules === undefined ? [] : [projectedMount('rules', tenantRulesFolder, rules.parts.map((part) => part.configMap))]),
        { name: 'data', path: lokiFolder, source: { kind: 'claim-template' } },
        { name: 'wal', path: lokiWalFolder, source: { kind: 'claim-template' } },
        scratchMount('tmp', '/tmp', mebibytes(64)),
        ...secretMounts(storeSecrets(store)),
      ],
      // What is in memory is written out before it ends.
      graceSeconds: 300,
      configChecksum: checksum(files),
    },
    [
      { name: 'data', ...data },
      { name: 'wal', ...wal },
    ],
  );
}
