import { fraction, percent } from '../../lib/core/quantity';
import { firingAlertTable } from '../../lib/dashboard/firing-alerts';
import type { SingleValuePanel } from '../../lib/dashboard/panel/single-value';
import { stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import type { StateTimelinePanel } from '../../lib/dashboard/panel/state-timeline';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import type { TablePanel } from '../../lib/dashboard/panel/table';
import { query } from '../../lib/dashboard/query';
import { lowIsBad } from '../../lib/dashboard/threshold';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { avg, min } from '../../lib/promql/aggregate';

/** Every first row asks the same. */
export const isItBroken = 'Is it broken, for whom, since when';

/** How many of a component's replicas answer: red as soon as none does, which is when its alert begins. */
export function replicasThatAnswer(job: string): SingleValuePanel {
  return stat('Replicas that answer', {
    description: `Share of the targets of the job ${job} that answer Prometheus. Without a target there is nothing to answer.`,
    queries: [query(avg(targetMetrics(job).up))],
    thresholds: lowIsBad({ warning: fraction(1), critical: percent(1) }),
    whenEmpty: 'no target',
  });
}

/** Since when which replica does not answer. */
export function sinceWhen(job: string): StateTimelinePanel {
  return stateTimeline('Since when', {
    description: 'Each replica, and the time in which Prometheus could not reach it. A line that ends belongs to a replica that is gone.',
    queries: [query(min(targetMetrics(job).up).by('instance'), ({ labels }) => labels.instance)],
    states: upOrDown,
  });
}

/** The alerts of these services that fire now. */
export function firingAlertsOf(...services: readonly [string, ...string[]]): TablePanel {
  return firingAlertTable('Firing alerts', { description: 'The alerts about it that fire now, the longest first. Empty is good.', services });
}
