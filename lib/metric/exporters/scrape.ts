import { gauge } from '../metric';
import type { Gauge } from '../metric';

/** What Prometheus itself writes about every target of a job. Source: https://prometheus.io/docs/concepts/jobs_instances/ */
export interface TargetMetrics<Job extends string> {
  /** 1 while the target answers the scrape, 0 while it does not. A target that is no longer discovered has no series at all. */
  readonly up: Gauge<'ratio', Record<never, never>, Job>;
  /** How long a scrape took. */
  readonly scrapeDuration: Gauge<'seconds', Record<never, never>, Job>;
  /** Samples that were left after relabelling. */
  readonly samplesAfterRelabelling: Gauge<'samples', Record<never, never>, Job>;
}

/** The target metrics of these jobs: `targetMetrics('canvascast-worker').up`. */
export function targetMetrics<const Job extends string>(...jobs: readonly [Job, ...Job[]]): TargetMetrics<Job> {
  return Object.freeze({
    up: gauge('up', { help: 'Whether the last scrape of the target succeeded.', unit: 'ratio', labels: {}, jobs, direction: 'lowIsBad', thirdParty: true }),
    scrapeDuration: gauge('scrape_duration_seconds', { help: 'Duration of the scrape.', unit: 'seconds', labels: {}, jobs, range: { min: 0 }, thirdParty: true }),
    samplesAfterRelabelling: gauge('scrape_samples_post_metric_relabeling', { help: 'Samples remaining after metric relabelling.', unit: 'samples', labels: {}, jobs, range: { min: 0 }, thirdParty: true }),
  });
}
