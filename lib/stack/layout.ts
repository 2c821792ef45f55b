import type { ComponentId } from './components';
import { componentIds } from './components';
import type { Profile } from './profile';

/** Pods of a component; agents of nodes count as one. */
export function replicasOf({ replicas }: Pick<Profile, 'replicas'>, id: ComponentId): number {
  return id === 'otel-collector-agent' || id === 'node-exporter' || id === 'kube-state-metrics' ? 1 : replicas[id];
}

/** The components that a profile has. */
export function componentsOf(profile: Pick<Profile, 'replicas'>): readonly ComponentId[] {
  return componentIds.filter((id) => replicasOf(profile, id) > 0);
}

/** The component to which applications and agents send: the same Service in every profile, whoever stands behind it. */
export function entryOf({ replicas }: Pick<Profile, 'replicas'>): 'otel-collector-balancer' | 'otel-collector-gateway' {
  return replicas['otel-collector-balancer'] > 0 ? 'otel-collector-balancer' : 'otel-collector-gateway';
}

/** Name of the Service to which applications and agents send. */
export const entryService = 'otel-collector';
