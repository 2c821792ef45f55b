import type { Construct } from 'constructs';
import { mebibytes } from '../../core/quantity';
import { toYaml } from '../../core/yaml';
import { checksum, configMap } from '../shared/config-map';
import { goMemoryLimit } from '../shared/memory-limit';
import type { Placement } from '../shared/placement';
import { probe } from '../shared/pod';
import { configMount, scratchMount } from '../shared/volume';
import type { VolumeClaim } from '../shared/workload';
import { singleStatefulSet } from '../shared/workload';
import type { JaegerConfigOptions } from './config';
import { badgerFolder, jaegerConfig } from './config';
import { jaegerResources } from './sizing';

export interface JaegerProps {
  readonly placement: Placement;
  readonly config: JaegerConfigOptions;
  readonly volume: Omit<VolumeClaim, 'name'>;
}

/** The user of the image: cmd/jaeger/Dockerfile of Jaeger 2.13. */
const jaeger = 10_001;

/** Jaeger with badger, a store of its own on one volume: it cannot have a second replica. */
export function addJaeger(scope: Construct, { placement, config, volume }: JaegerProps): void {
  const files = { 'jaeger.yaml': toYaml(jaegerConfig(config)) };
  configMap(scope, placement, 'jaeger-config', files);
  singleStatefulSet(
    scope,
    placement,
    {
      args: ['--config=/etc/jaeger/config/jaeger.yaml'],
      env: { POD_IP: { field: 'status.podIP' }, GOMEMLIMIT: goMemoryLimit(jaegerResources) },
      user: { uid: jaeger, gid: jaeger, fsGroup: jaeger },
      resources: jaegerResources,
      probes: {
        // Ten minutes, for badger to read its log after a crash.
        startup: probe('/status', 'health', { every: 10, failures: 60 }),
        readiness: probe('/status', 'health', { every: 5, failures: 3 }),
        liveness: probe('/status', 'health', { every: 15, failures: 8 }),
      },
      mounts: [
        configMount('config', '/etc/jaeger/config', 'jaeger-config'),
        { name: 'data', path: badgerFolder, source: { kind: 'claim-template' } },
        scratchMount('tmp', '/tmp', mebibytes(64)),
      ],
      // Badger writes its tables out before it ends.
      graceSeconds: 120,
      configChecksum: checksum(files),
    },
    [{ name: 'data', ...volume }],
  );
}
