import type { Construct } from 'constructs';
import { toYaml } from '../../core/yaml';
import { checksum, configMap } from '../shared/config-map';
import { goMemoryLimit } from '../shared/memory-limit';
import type { Placement } from '../shared/placement';
import { probe } from '../shared/pod';
import type { Resources } from '../shared/resources';
import { configMount } from '../shared/volume';
import type { VolumeClaim } from '../shared/workload';
import { statefulSet } from '../shared/workload';
import type { GatewayConfigOptions } from './gateway-config';
import { gatewayConfig, gatewayFolder } from './gateway-config';
import { otel } from './pipeline';

export interface GatewayProps {
  readonly placement: Placement;
  readonly config: GatewayConfigOptions;
  readonly resources: Resources;
  readonly volume: Omit<VolumeClaim, 'name'>;
}

/** The collector that everything passes through. It is a StatefulSet because its queues survive on a volume. */
export function addGateway(scope: Construct, { placement, config, resources, volume }: GatewayProps): void {
  const files = { 'config.yaml': toYaml(gatewayConfig(config)) };
  configMap(scope, placement, 'otel-collector-gateway-config', files);
  statefulSet(
    scope,
    placement,
    {
      args: ['--config=/etc/otelcol/config/config.yaml'],
      env: { POD_IP: { field: 'status.podIP' }, POD_NAME: { field: 'metadata.name' }, GOMEMLIMIT: goMemoryLimit(resources) },
      user: { uid: otel, gid: otel, fsGroup: otel },
      resources,
      probes: {
        startup: probe('/', 'health', { every: 5, failures: 24 }),
        readiness: probe('/', 'health', { every: 5, failures: 3 }),
        liveness: probe('/', 'health', { every: 15, failures: 6 }),
      },
      mounts: [
        configMount('config', '/etc/otelcol/config', 'otel-collector-gateway-config'),
        { name: 'queue', path: gatewayFolder, source: { kind: 'claim-template' } },
      ],
      graceSeconds: 60,
      configChecksum: checksum(files),
    },
    [{ name: 'queue', ...volume }],
  );
}
