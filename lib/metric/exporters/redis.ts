import type { Counter, Gauge } from '../metric';
import { counter, gauge } from '../metric';
import { scraped } from './provenance';

/** Debian's package, because no newer module can be verified: the checksum database does not know it. */
export const provenance = scraped('redis', {});

const none = {} as const;

/** What the Redis exporter tells of a server. */
export interface RedisMetrics<Job extends string> {
  readonly up: Gauge<'ratio', typeof none, Job>;
  readonly memoryUsed: Gauge<'bytes', typeof none, Job>;
  /** Zero where no limit is set. */
  readonly memoryLimit: Gauge<'bytes', typeof none, Job>;
  readonly hits: Counter<'lookups', typeof none, Job>;
  readonly misses: Counter<'lookups', typeof none, Job>;
}

/**
 * The metrics of the Redis exporter under a job name of your own. In exporter/exporter.go `used_memory` and `maxmemory` of
 * INFO are `memory_used_bytes` and `memory_max_bytes`, `keyspace_hits` and `keyspace_misses` are counters.
 *
 *     redisMetrics('cache').memoryUsed
 *     // redis_memory_used_bytes{job="cache"}
 */
export function redisMetrics<const Job extends string>(job: Job): RedisMetrics<Job> {
  const counted = { jobs: [job], thirdParty: true, labels: none } as const;
  const own = { ...counted, range: { min: 0 } } as const;
  return Object.freeze({
    up: gauge('redis_up', { ...own, help: 'Information about the Redis instance', unit: 'ratio', direction: 'lowIsBad' }),
    memoryUsed: gauge('redis_memory_used_bytes', { ...own, help: 'memory_used_bytes metric', unit: 'bytes' }),
    memoryLimit: gauge('redis_memory_max_bytes', { ...own, help: 'memory_max_bytes metric', unit: 'bytes' }),
    hits: counter('redis_keyspace_hits_total', { ...counted, help: 'keyspace_hits_total metric', unit: 'lookups' }),
    misses: counter('redis_keyspace_misses_total', { ...counted, help: 'keyspace_misses_total metric', unit: 'lookups' }),
  });
}
