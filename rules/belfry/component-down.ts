import type { Duration } from '../../lib/core/duration';
import { minutes, seconds } from '../../lib/core/duration';
import { fraction } from '../../lib/core/quantity';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import type { Condition } from '../../lib/promql/vector';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { Severity } from '../../lib/rule/severity';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { holds } from '../../lib/rule/scenario/input';
import { stackDashboard } from './dashboards';
import { team } from './team';

interface Down {
  /** The job that scrapes the component. */
  readonly job: string;
  /** No replica answers, or there is none: `max(up).by('job').equals(fraction(0)).or(absent(up))`. */
  readonly when: Condition<'ratio', 'job'>;
  readonly severity: Severity;
  /** One sentence: what does not work any more, for whom. */
  readonly summary: string;
  readonly runbook: string;
  /** Uid of the component's dashboard. @default that of the whole stack */
  readonly dashboard?: string;
  /** @default 5 minutes */
  readonly for?: Duration;
}

/**
 * An alert that fires when no replica of a component answers the scrape, or when discovery finds none: a comparison
 * alone would fall silent with the last target.
 */
export function componentDown<const Name extends string>(name: Name, { job, when, severity, summary, runbook, dashboard = stackDashboard, for: patience = minutes(5) }: Down): Alert<Name> {
  const { up } = targetMetrics(job);
  const replica = (index: number, value: 0 | 1): InputSeries => holds(up, { job, instance: `${job}-${String(index)}` }, fraction(value));
  const before = minutes(patience.value / 60 - 1);
  const after = minutes(patience.value / 60 + 1);
  const alerts = [{ labels: { job }, description: `No target of the job ${job} answers, or there is none.` }] as const;
  return alert(name, {
    team,
    dashboard,
    labels: { service: job },
    when,
    for: patience,
    severity,
    kind: 'symptom',
    summary,
    description: ({ labels }) => `No target of the job ${labels.job} answers, or there is none.`,
    runbook,
    fires: [
      { name: 'when no replica answers', given: [replica(0, 0), replica(1, 0)], notYetAt: before, at: after, alerts },
      { name: 'when there is no replica', given: [], notYetAt: before, at: after, alerts },
      {
        name: 'until a replica answers again',
        given: [holds(up, { job, instance: `${job}-0` }, { value: fraction(0), lasts: after }, { value: fraction(1) })],
        at: patience,
        resolvedAt: seconds(after.value + 60),
        alerts,
      },
    ],
    silent: [
      { name: 'while one of two replicas answers', given: [replica(0, 0), replica(1, 1)], at: [after, minutes(60)] },
      { name: 'when it comes back in time', given: [holds(up, { job, instance: `${job}-0` }, { value: fraction(0), lasts: before }, { value: fraction(1) })], at: [after, minutes(60)] },
    ],
  });
}
