import type { ComponentId } from './components';
import { componentIds } from './components';
import type { LoginProxy, Profile } from './profile';

type Layout = Pick<Profile, 'kind' | 'replicas' | 'exposure'>;

/** The user interface behind each proxy. */
export const behind = { 'prometheus-login': 'prometheus', 'alertmanager-login': 'alertmanager', 'jaeger-login': 'jaeger' } as const satisfies Readonly<Record<LoginProxy, ComponentId>>;

export const loginProxies: readonly LoginProxy[] = ['prometheus-login', 'alertmanager-login', 'jaeger-login'];

/** Pods of a component; agents of nodes count as one. */
export function replicasOf({ kind, replicas, exposure }: Layout, id: ComponentId): number {
  if (id === 'prometheus-login' || id === 'alertmanager-login' || id === 'jaeger-login') {
    const shown = exposure?.hosts[behind[id]] !== undefined;
    return shown ? (kind === 'ha' ? 2 : 1) : 0;
  }
  return id === 'otel-collector-agent' || id === 'node-exporter' || id === 'kube-state-metrics' ? 1 : replicas[id];
}

/** The components that a profile has. */
export function componentsOf(profile: Layout): readonly ComponentId[] {
  return componentIds.filter((id) => replicasOf(profile, id) > 0);
}

/** The component to which applications and agents send: the same Service in every profile, whoever stands behind it. */
export function entryOf({ replicas }: Pick<Profile, 'replicas'>): 'otel-collector-balancer' | 'otel-collector-gateway' {
  return replicas['otel-collector-balancer'] > 0 ? 'otel-collector-balancer' : 'otel-collector-gateway';
}

/** Name of the Service to which applications and agents send. */
export const entryService = 'otel-collector';
