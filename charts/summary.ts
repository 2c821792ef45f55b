import { formatDuration } from '../lib/core/duration';
import type { DistChange } from '../lib/stack/dist';
import type { Synthesis } from '../lib/stack/synthesize';

/** What the reader of a synthesis wants to know: what was made, what changed, what is still to be done. */
export function summary(made: ReadonlyMap<string, Synthesis>, change: DistChange, folder: string, elapsed: Parameters<typeof formatDuration>[0]): string {
  const lines: string[] = [];
  for (const [environment, { counts, secrets, namespaces }] of made) {
    lines.push(`${environment}: ${Object.entries(counts).map(([what, count]) => `${String(count)} ${what}`).join(', ')}`);
    const needed = new Map<string, string[]>();
    for (const { secret, key } of secrets) needed.set(secret, [...(needed.get(secret) ?? []), key]);
    lines.push('  Secrets that must exist before the first apply:', ...[...needed].map(([secret, keys]) => `    ${secret}: ${keys.join(', ')}`));
    if (namespaces.length > 0) lines.push(`  Namespaces that must exist before the first apply: ${namespaces.join(', ')}`);
  }
  const changes = [...change.added.map((path) => `  + ${path}`), ...change.changed.map((path) => `  ~ ${path}`), ...change.removed.map((path) => `  - ${path}`)];
  lines.push(changes.length === 0 ? `${folder} is up to date (${formatDuration(elapsed)})` : `${folder} was replaced (${formatDuration(elapsed)}):`, ...changes);
  return `${lines.join('\n')}\n`;
}
