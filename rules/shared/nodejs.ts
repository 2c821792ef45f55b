import type { Histogram } from '../../lib/metric/family';
import type { Counter, Gauge } from '../../lib/metric/metric';
import { counter, gauge, histogram } from '../../lib/metric/metric';

const none = {} as const;

const collections = { kind: ['major', 'minor', 'incremental', 'weakcb'] } as const;

/** What prom-client collects of the process and of Node.js by itself. */
export interface NodejsMetrics<Job extends string> {
  readonly cpu: Counter<'seconds', typeof none, Job>;
  readonly memory: Gauge<'bytes', typeof none, Job>;
  readonly heapUsed: Gauge<'bytes', typeof none, Job>;
  readonly eventLoopLag: Gauge<'seconds', typeof none, Job>;
  readonly startTime: Gauge<'timestamp', typeof none, Job>;
  readonly garbageCollection: Histogram<'seconds', typeof collections, Job, 'collections'>;
}

/**
 * The metrics of prom-client under names of jobs of your own: `nodejsMetrics('backend-api').memory`.
 * Source of names, texts and bounds: https://github.com/siimon/prom-client/tree/v15.1.3/lib/metrics
 */
export function nodejsMetrics<const Job extends string>(...jobs: readonly [Job, ...Job[]]): NodejsMetrics<Job> {
  const own = { jobs, thirdParty: true, labels: none } as const;
  return Object.freeze({
    cpu: counter('process_cpu_seconds_total', { ...own, help: 'Total user and system CPU time spent in seconds.', unit: 'seconds' }),
    memory: gauge('process_resident_memory_bytes', { ...own, help: 'Resident memory size in bytes.', unit: 'bytes', range: { min: 0 } }),
    heapUsed: gauge('nodejs_heap_size_used_bytes', { ...own, help: 'Process heap size used from Node.js in bytes.', unit: 'bytes', range: { min: 0 } }),
    eventLoopLag: gauge('nodejs_eventloop_lag_p99_seconds', { ...own, help: 'The 99th percentile of the recorded event loop delays.', unit: 'seconds', range: { min: 0 } }),
    startTime: gauge('process_start_time_seconds', { ...own, help: 'Start time of the process since unix epoch in seconds.', unit: 'timestamp' }),
    garbageCollection: histogram('nodejs_gc_duration_seconds', {
      ...own,
      help: 'Garbage collection duration by kind, one of major, minor, incremental or weakcb.',
      unit: 'seconds',
      counts: 'collections',
      labels: collections,
      buckets: [0.001, 0.01, 0.1, 1, 2, 5],
    }),
  });
}
