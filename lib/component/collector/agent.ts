import type { Construct } from 'constructs';
import { toYaml } from '../../core/yaml';
import { checksum, configMap } from '../shared/config-map';
import { goMemoryLimit } from '../shared/memory-limit';
import type { Placement } from '../shared/placement';
import { probe } from '../shared/pod';
import type { Resources } from '../shared/resources';
import { configMount } from '../shared/volume';
import { daemonSet } from '../shared/workload';
import type { AgentConfigOptions } from './agent-config';
import { agentConfig, agentFolder, podLogs } from './agent-config';

export interface AgentProps {
  readonly placement: Placement;
  readonly config: AgentConfigOptions;
  readonly resources: Resources;
}

/** Log files belong to root, and so does the folder that the agent gets from the node. */
const root = 0;

/** A collector on every node, which follows the logs of the node's pods. */
export function addAgent(scope: Construct, { placement, config, resources }: AgentProps): void {
  const files = { 'config.yaml': toYaml(agentConfig(config)) };
  configMap(scope, placement, 'otel-collector-agent-config', files);
  daemonSet(scope, placement, {
    args: ['--config=/etc/otelcol/config/config.yaml'],
    env: { POD_IP: { field: 'status.podIP' }, NODE_NAME: { field: 'spec.nodeName' }, GOMEMLIMIT: goMemoryLimit(resources) },
    user: { uid: root, gid: root },
    resources,
    probes: {
      startup: probe('/', 'health', { every: 5, failures: 24 }),
      readiness: probe('/', 'health', { every: 10, failures: 3 }),
      liveness: probe('/', 'health', { every: 15, failures: 6 }),
    },
    mounts: [
      configMount('config', '/etc/otelcol/config', 'otel-collector-agent-config'),
      { name: 'pod-logs', path: podLogs, source: { kind: 'node-folder', folder: podLogs, writable: false }, followsNode: true },
      // The namespace keeps two stacks on one node apart.
      {
        name: 'state',
        path: agentFolder,
        source: { kind: 'node-folder', folder: `/var/lib/belfry/${placement.stack.nodeNamespace}/otel-collector-agent`, writable: true },
      },
    ],
    graceSeconds: 60,
    configChecksum: checksum(files),
    onEveryNode: true,
  });
}
