import type { Construct } from 'constructs';
import { toYaml } from '../../core/yaml';
import { checksum, configMap } from '../shared/config-map';
import { goMemoryLimit } from '../shared/memory-limit';
import type { Placement } from '../shared/placement';
import { probe } from '../shared/pod';
import type { Resources } from '../shared/resources';
import { configMount } from '../shared/volume';
import { statelessDeployment } from '../shared/workload';
import type { BalancerConfigOptions } from './balancer-config';
import { balancerConfig } from './balancer-config';
import { otel } from './pipeline';

export interface BalancerProps {
  readonly placement: Placement;
  readonly config: BalancerConfigOptions;
  readonly resources: Resources;
}

/** The collectors in front of several gateways. */
export function addBalancer(scope: Construct, { placement, config, resources }: BalancerProps): void {
  const files = { 'config.yaml': toYaml(balancerConfig(config)) };
  configMap(scope, placement, 'otel-collector-balancer-config', files);
  statelessDeployment(scope, placement, {
    args: ['--config=/etc/otelcol/config/config.yaml'],
    env: { POD_IP: { field: 'status.podIP' }, GOMEMLIMIT: goMemoryLimit(resources) },
    user: { uid: otel, gid: otel },
    resources,
    probes: {
      startup: probe('/', 'health', { every: 5, failures: 24 }),
      readiness: probe('/', 'health', { every: 5, failures: 3 }),
      liveness: probe('/', 'health', { every: 15, failures: 6 }),
    },
    mounts: [configMount('config', '/etc/otelcol/config', 'otel-collector-balancer-config')],
    graceSeconds: 60,
    configChecksum: checksum(files),
  });
}
