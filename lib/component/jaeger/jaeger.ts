import type { Construct } from 'constructs';
import { mebibytes } from '../../core/quantity';
import { toYaml } from '../../core/yaml';
import { checksum, configMap } from '../shared/config-map';
import { goMemoryLimit } from '../shared/memory-limit';
import type { Placement } from '../shared/placement';
import type { PodOptions } from '../shared/pod';
import { probe } from '../shared/pod';
import type { Mount } from '../shared/volume';
import { configMount, scratchMount, secretMounts } from '../shared/volume';
import type { VolumeClaim } from '../shared/workload';
import { statefulSet, statelessDeployment } from '../shared/workload';
import type { JaegerConfigOptions } from './config';
import { jaegerConfig } from './config';
import type { SourceSampling } from './sampling';
import { samplingStrategies } from './sampling';
import { jaegerResources } from './sizing';
import { badgerFolder, traceStoreSecrets } from './store';

export interface JaegerProps {
  readonly placement: Placement;
  readonly config: Omit<JaegerConfigOptions, 'strategies'>;
  readonly sampling: SourceSampling;
  /** For badger. */
  readonly volume: Omit<VolumeClaim, 'name'>;
}

const strategiesFolder = '/etc/jaeger/sampling';

/** The user of the image: cmd/jaeger/Dockerfile of Jaeger 2.13. */
const jaeger = 10_001;

/** Jaeger. With badger it cannot have a second replica; in front of a store on the network its pods hold nothing. */
export function addJaeger(scope: Construct, { placement, config, sampling, volume }: JaegerProps): void {
  const files = { 'jaeger.yaml': toYaml(jaegerConfig({ ...config, strategies: strategiesFolder })) };
  configMap(scope, placement, 'jaeger-config', files);
  configMap(scope, placement, 'jaeger-sampling', { 'strategies.json': `${JSON.stringify(samplingStrategies(sampling), undefined, 2)}\n` });
  const pod = (data: readonly Mount[]): PodOptions => ({
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
      configMount('sampling', strategiesFolder, 'jaeger-sampling'),
      ...data,
      scratchMount('tmp', '/tmp', mebibytes(64)),
      ...secretMounts(traceStoreSecrets(config.store)),
    ],
    // Badger writes its tables out before it ends.
    graceSeconds: 120,
    configChecksum: checksum(files),
  });
  if (config.store.kind === 'badger') {
    statefulSet(scope, placement, pod([{ name: 'data', path: badgerFolder, source: { kind: 'claim-template' } }]), [{ name: 'data', ...volume }]);
  } else {
    statelessDeployment(scope, placement, pod([]));
  }
}
