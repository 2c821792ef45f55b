import type { Construct } from 'constructs';
import { mebibytes } from '../../core/quantity';
import { toYaml } from '../../core/yaml';
import { checksum, configMap } from '../shared/config-map';
import type { WorkloadEstimate } from '../shared/estimate';
import type { Placement } from '../shared/placement';
import { probe } from '../shared/pod';
import { configMount, scratchMount } from '../shared/volume';
import type { VolumeClaim } from '../shared/workload';
import { singleStatefulSet } from '../shared/workload';
import { lokiConfig, lokiFolder, lokiWalFolder } from './config';
import { ingestionRate, lokiResources, replayCeiling } from './sizing';

export interface LokiProps {
  readonly placement: Placement;
  readonly estimate: WorkloadEstimate;
  readonly data: Omit<VolumeClaim, 'name'>;
  readonly wal: Omit<VolumeClaim, 'name'>;
}

/** The user of the image: https://github.com/grafana/loki/blob/v3.7.8/cmd/loki/Dockerfile */
const loki = 10_001;

/**
 * Loki in one process on the local file system, which is one copy of the logs: it cannot have a second replica. The
 * write-ahead log has a volume of its own, so that chunks that fill theirs do not stop it.
 */
export function addLoki(scope: Construct, { placement, estimate, data, wal }: LokiProps): void {
  const resources = lokiResources(estimate);
  const config = toYaml(
    lokiConfig({ retention: estimate.retention.logs, ingestionRate: ingestionRate(estimate), replayCeiling: replayCeiling(resources) }),
  );
  const files = { 'loki.yaml': config };
  configMap(scope, placement, 'loki-config', files);
  singleStatefulSet(
    scope,
    placement,
    {
      args: ['-config.file=/etc/loki/config/loki.yaml'],
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
        { name: 'data', path: lokiFolder, source: { kind: 'claim-template' } },
        { name: 'wal', path: lokiWalFolder, source: { kind: 'claim-template' } },
        scratchMount('tmp', '/tmp', mebibytes(64)),
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
