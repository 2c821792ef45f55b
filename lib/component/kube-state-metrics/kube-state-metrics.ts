import type { Construct } from 'constructs';
import { bytes, mebibytes } from '../../core/quantity';
import type { WorkloadEstimate } from '../shared/estimate';
import { memoryFor } from '../shared/estimate';
import type { Formula } from '../shared/formula';
import type { Placement } from '../shared/placement';
import { probe } from '../shared/pod';
import { cores } from '../shared/quantity-text';
import type { Resources } from '../shared/resources';
import { statelessDeployment } from '../shared/workload';
import { watchedResources } from './watched-objects';

export interface KubeStateMetricsProps {
  readonly placement: Placement;
  readonly estimate: WorkloadEstimate;
}

/** nobody: examples/standard/deployment.yaml of kube-state-metrics 2.19. */
const nobody = 65_534;

export const kubeStateMetricsFormulas: readonly Formula[] = [{ what: 'memory', formula: '250 MiB for every 100 nodes, at least that; limit: twice that', source: 'README of kube-state-metrics 2.19, "Resource recommendation"' }];

/**
 * 250 MiB and a tenth of a core, as recommended for a cluster of 100 nodes, to whose number the objects are in
 * proportion. Source: README of kube-state-metrics 2.19, "Resource recommendation". Its queues back up when the
 * processor is short, hence the generous limit.
 */
function resources({ nodes }: WorkloadEstimate): Resources {
  const memory = memoryFor(bytes(mebibytes(250).value * Math.max(1, nodes.value / 100)));
  return {
    cpu: { request: cores(0.1), limit: cores(1) },
    memory: { request: memory, limit: memoryFor(bytes(memory.value * 2)) },
    ephemeralStorage: { request: mebibytes(32), limit: mebibytes(256) },
    reason: `250 MiB and a tenth of a core for every 100 nodes, as its authors recommend, for ${String(nodes.value)} nodes`,
  };
}

/** kube-state-metrics: the state of Kubernetes objects as metrics. It has no configuration beyond its arguments. */
export function addKubeStateMetrics(scope: Construct, { placement, estimate }: KubeStateMetricsProps): void {
  statelessDeployment(scope, placement, {
    args: ['--port=8080', '--telemetry-port=8081', `--resources=${watchedResources()}`],
    user: { uid: nobody, gid: nobody },
    resources: resources(estimate),
    probes: {
      startup: probe('/readyz', 'telemetry', { every: 5, failures: 24 }),
      readiness: probe('/readyz', 'telemetry', { every: 10, failures: 3 }),
      liveness: probe('/livez', 'http', { every: 15, failures: 4 }),
    },
    mounts: [],
    graceSeconds: 30,
  });
}
