import type { Duration } from '../../core/duration';
import { formatDuration } from '../../core/duration';

/** The names of all recorded series of SLOs. The label `slo` tells one from another. */
export const sloSeries = {
  objective: 'slo:objective:ratio',
  period: 'slo:period:seconds',
  budget: 'slo:error_budget:ratio',
  remaining: 'slo:budget_remaining:ratio',
  currentBurn: 'slo:burn_rate:current',
  periodBurn: 'slo:burn_rate:period',
  exhaustion: 'slo:time_to_exhaustion:seconds',
  deploysAllowed: 'slo:deploys_allowed:bool',
  bad: (window: Duration) => `slo:events_bad:rate${formatDuration(window)}`,
  total: (window: Duration) => `slo:events_total:rate${formatDuration(window)}`,
  errorRatio: (window: Duration) => `slo:error_ratio:rate${formatDuration(window)}`,
} as const;
