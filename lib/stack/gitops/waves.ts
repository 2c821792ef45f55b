import type { Edge } from '../topology';
import type { ComponentId } from '../components';

/** Namespaces, and what stands in them without running: Secrets, rules, dashboards. */
export const namespacesWave = 0;
export const filesWave = 1;

/**
 * The order in which components come up: each after all that it calls, so that nothing reports at its first start that
 * the other end is away. It follows from the topology; what replicas tell each other does not count.
 *
 *     waves(calls(profile), components) // alertmanager 2, prometheus 3, jaeger 4, otel-collector-gateway 5, ...
 */
export function waves(edges: readonly Edge[], present: readonly ComponentId[]): ReadonlyMap<ComponentId, number> {
  const called = new Map<ComponentId, ComponentId[]>();
  for (const edge of edges) {
    if (edge.kind === 'call' && edge.from !== edge.to) called.set(edge.from, [...(called.get(edge.from) ?? []), edge.to]);
  }
  const known = new Map<ComponentId, number>();
  const waveOf = (id: ComponentId, callers: readonly ComponentId[]): number => {
    const before = known.get(id);
    if (before !== undefined) return before;
    // In a circle nobody can wait for everybody: the one that is met again does not count.
    const others = (called.get(id) ?? []).filter((other) => !callers.includes(other));
    const wave = Math.max(filesWave, ...others.map((other) => waveOf(other, [...callers, id]))) + 1;
    known.set(id, wave);
    return wave;
  };
  for (const id of present) waveOf(id, [id]);
  return known;
}
