import type { Resources } from './resources';

/**
 * The soft limit of a Go program, at 80 % of the hard one of its container: it collects garbage more often instead of
 * being killed. Source of the share: README of the collector's memory limiter processor, "Best Practices".
 */
export function goMemoryLimit({ memory }: Resources): string {
  return `${String(Math.floor((memory.limit.value * 0.8) / 1024 ** 2))}MiB`;
}
