import { open } from '../declaration';
import type { Counter, Gauge } from '../metric';
import { counter, gauge } from '../metric';
import { documented } from './provenance';

export const provenance = documented('https://github.com/ncabatoff/process-exporter/blob/master/collector/process_collector.go');

const perMode = { groupname: open({ expected: 30 }), mode: ['system', 'user'] } as const;

const perMemory = { groupname: open({ expected: 30 }), memtype: ['proportionalResident', 'proportionalSwapped', 'resident', 'swapped', 'virtual'] } as const;

/** What the processes of a host use, in groups of one name. */
export interface ProcessMetrics<Job extends string> {
  readonly cpu: Counter<'seconds', typeof perMode, Job>;
  readonly memory: Gauge<'bytes', typeof perMemory, Job>;
}

/** The metrics of the process exporter under a job name of your own. */
export function processMetrics<const Job extends string>(job: Job): ProcessMetrics<Job> {
  const own = { jobs: [job], thirdParty: true } as const;
  return Object.freeze({
    cpu: counter('namedprocess_namegroup_cpu_seconds_total', { ...own, help: 'Cpu user usage in seconds', unit: 'seconds', labels: perMode }),
    memory: gauge('namedprocess_namegroup_memory_bytes', { ...own, help: 'number of bytes of memory in use', unit: 'bytes', range: { min: 0 }, labels: perMemory }),
  });
}
