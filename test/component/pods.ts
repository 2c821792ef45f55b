import type { Data } from '../../lib/core/yaml';
import type { Manifest } from './sample-stack';
import { at, list, text } from './sample-stack';

/** A workload, its pod and the containers in it. */
export interface Workload {
  readonly manifest: Manifest;
  readonly template: Data;
  readonly pod: Data;
  readonly containers: readonly Data[];
}

const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet'];

export function workloads(manifests: readonly Manifest[]): readonly Workload[] {
  return manifests
    .filter(({ kind }) => workloadKinds.includes(kind))
    .map((manifest) => {
      const template = at(manifest.content, 'spec', 'template');
      const pod = at(template, 'spec');
      return { manifest, template, pod, containers: [...list(pod, 'containers'), ...list(pod, 'initContainers')] };
    });
}

/** Names of the ports of a container. */
export function portNames(container: Data): readonly string[] {
  return list(container, 'ports').map((port) => text(port, 'name'));
}
