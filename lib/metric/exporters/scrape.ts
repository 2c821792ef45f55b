import { gauge } from '../metric';
import type { Gauge } from '../metric';

const none = {} as const;

/** What Prometheus itself writes about every target of a job. Source: https://prometheus.io/docs/concepts/jobs_instances/ */
export interface TargetMetrics<Job extends string> {
  /** 1 while the target answers the scrape, 0 while it does not. A target that is no longer discovered has no series at all. */
  readonly up: Gauge<'ratio', typeof none, Job>;
  /** How long a scrape took. */
  readonly scrapeDuration: Gauge<'seconds', typeof none, Job>;
  /** Samples that were left after relabelling. */
  readonly samplesAfterRelabelling: Gauge<'samples', typeof none, Job>;
}

/** The target metrics of these jobs: `targetMetrics('canvascast-worker').up`. */
export function targetMetrics<const Job extends string>(...jobs: readonly [Job, ...Job[]]): TargetMetrics<Job> {
  return declareFor(jobs);
}

/** The target metrics of every job, whoever declared it: `everyTarget.up` prints `up`. */
export const everyTarget: TargetMetrics<string> = declareFor<string>([]);

function declareFor<Job extends string>(jobs: readonly Job[]): TargetMetrics<Job> {
  return Object.freeze({
    up: gauge('up', { help: 'Whether the last scrape of the target succeeded.', unit: 'ratio', labels: none, jobs, direction: 'lowIsBad', thirdParty: true }),
    scrapeDuration: gauge('scrape_duration_seconds', { help: 'Duration of the scrape.', unit: 'seconds', labels: none, jobs, range: { min: 0 }, thirdParty: true }),
    samplesAfterRelabelling: gauge('scrape_samples_post_metric_relabeling', { help: 'Samples remaining after metric relabelling.', unit: 'samples', labels: none, jobs, range: { min: 0 }, thirdParty: true }),
  });
}
