import { hours, minutes } from '../../lib/core/duration';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import { max, sum } from '../../lib/promql/aggregate';
import { absent, increase, rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import { jobQueueDepth, jobsFinished, oldestWaitingJob, workerJob, workerTarget } from './metrics';
import { overviewDashboard, team } from './team';

/** Every worker reports the same queue, so the largest report is the queue. */
export const queueDepth = max(jobQueueDepth).by('queue');

/** Shared with the dashboard's colours. */
export const backlogLimits = { notice: quantity(50, 'jobs'), warning: quantity(100, 'jobs') } as const;

const judged = jobsFinished.where({ status: ['completed', 'failed'] });

/** Jobs that failed, of those that came to an end by themselves, over an hour: jobs are rare and long. */
export const jobFailureRatio = ratio(sum(rate(jobsFinished.where({ status: 'failed' }), hours(1))), sum(rate(judged, hours(1))));

/** Shared with the dashboard's colours. */
export const jobFailureLimit = percent(10);

const common = { team, labels: { service: 'worker' }, dashboard: overviewDashboard, logs: '{service_name="canvascast-worker"} | detected_level=~"error|fatal|critical"' } as const;

const depth = (jobs: number): InputSeries => holds(jobQueueDepth, { queue: 'video' }, quantity(jobs, 'jobs'));

export const queueBacklog = alert('QueueBacklog', {
  ...common,
  when: queueDepth.above(backlogLimits.warning),
  for: minutes(10),
  severity: 'warning',
  kind: 'capacity',
  summary: 'More than a hundred video jobs wait.',
  description: ({ labels, value }) => `${value} jobs wait in the queue ${labels.queue}.`,
  runbook: 'canvascast/queue-backlog',
  fires: {
    name: 'once, however many workers report the 101 jobs',
    given: [holds(jobQueueDepth, { queue: 'video', instance: 'worker-0' }, quantity(101, 'jobs')), holds(jobQueueDepth, { queue: 'video', instance: 'worker-1' }, quantity(101, 'jobs'))],
    notYetAt: minutes(9),
    at: minutes(11),
    alerts: [{ labels: { queue: 'video' }, description: '101 jobs wait in the queue video.' }],
  },
  silent: {
    name: 'when two workers report the same 100 jobs',
    given: [holds(jobQueueDepth, { queue: 'video', instance: 'worker-0' }, quantity(100, 'jobs')), holds(jobQueueDepth, { queue: 'video', instance: 'worker-1' }, quantity(100, 'jobs'))],
    at: [minutes(11), minutes(30)],
  },
});

export const jobsWaitTooLong = alert('JobsWaitTooLong', {
  ...common,
  when: max(oldestWaitingJob).by('queue').above(minutes(15)),
  for: minutes(5),
  severity: 'warning',
  kind: 'symptom',
  summary: 'A customer has waited more than a quarter of an hour for a video to begin.',
  description: ({ labels, value }) => `The oldest job in the queue ${labels.queue} has waited ${value}.`,
  runbook: 'canvascast/jobs-wait-too-long',
  fires: {
    name: 'when the oldest job waits 16 minutes',
    given: [holds(oldestWaitingJob, { queue: 'video' }, minutes(16))],
    notYetAt: minutes(4),
    at: minutes(6),
    alerts: [{ labels: { queue: 'video' }, description: 'The oldest job in the queue video has waited 16m 0s.' }],
  },
  silent: { name: 'when the oldest job waits 15 minutes', given: [holds(oldestWaitingJob, { queue: 'video' }, minutes(15))], at: [minutes(6), minutes(30)] },
});

/** Jobs that end within an hour, by outcome. */
function jobsPerHour(completed: number, failed: number): InputSeries[] {
  return [
    grows(jobsFinished, { status: 'completed', niche: 'education', error_category: 'none' }, perSecond(completed / 3600, 'jobs')),
    grows(jobsFinished, { status: 'failed', niche: 'education', error_category: 'pipeline' }, perSecond(failed / 3600, 'jobs')),
  ];
}

export const highJobFailureRate = alert('HighJobFailureRate', {
  ...common,
  when: jobFailureRatio.above(jobFailureLimit).given(sum(increase(judged, hours(1))).above(quantity(5, 'jobs'))),
  for: minutes(15),
  severity: 'critical',
  kind: 'symptom',
  summary: 'More than one video job in ten fails.',
  description: ({ value }) => `${value} of the jobs of the last hour failed.`,
  runbook: 'canvascast/high-job-failure-rate',
  fires: [
    { name: 'at 20 % of 50 jobs an hour', given: jobsPerHour(40, 10), at: minutes(90), alerts: [{ description: '20% of the jobs of the last hour failed.' }] },
    { name: 'at 10.2 %', given: jobsPerHour(44.9, 5.1), at: minutes(90), alerts: [{ description: '10.2% of the jobs of the last hour failed.' }] },
  ],
  silent: [
    { name: 'at 9.8 %', given: jobsPerHour(45.1, 4.9), at: minutes(90) },
    { name: 'when only four jobs ran', given: jobsPerHour(0, 4), at: minutes(90) },
  ],
});

const up = (value: 0 | 1): InputSeries => holds(workerTarget.up, {}, fraction(value));

export const workerDown = alert('WorkerDown', {
  ...common,
  when: max(workerTarget.up).by('job').equals(fraction(0)).or(absent(workerTarget.up)),
  for: minutes(5),
  severity: 'critical',
  kind: 'symptom',
  summary: 'No worker runs: no video is made.',
  description: ({ labels }) => `No target of ${labels.job} answers, or there is none.`,
  runbook: 'canvascast/worker-down',
  fires: [
    { name: 'when no worker answers', given: [up(0)], notYetAt: minutes(4), at: minutes(6), alerts: [{ labels: { job: workerJob }, description: 'No target of canvascast-worker answers, or there is none.' }] },
    { name: 'when the target is gone', given: [], notYetAt: minutes(4), at: minutes(6), alerts: [{ labels: { job: workerJob }, description: 'No target of canvascast-worker answers, or there is none.' }] },
  ],
  silent: {
    name: 'while one of two workers answers',
    given: [up(1), holds(workerTarget.up, { instance: 'worker-1' }, fraction(0))],
    at: [minutes(6), minutes(30)],
  },
});

export const workerStalled = alert('WorkerStalled', {
  ...common,
  when: max(jobQueueDepth).above(quantity(0, 'jobs')).given(sum(increase(jobsFinished, minutes(30))).orZero().equals(quantity(0, 'jobs'))),
  for: minutes(15),
  severity: 'critical',
  kind: 'symptom',
  summary: 'Video jobs wait and none has been finished for half an hour.',
  description: ({ value }) => `${value} jobs wait, and no job came to an end within 30 minutes.`,
  runbook: 'canvascast/worker-stalled',
  fires: [
    {
      name: 'when the finished jobs stand still',
      given: [depth(3), grows(jobsFinished, { status: 'completed', niche: 'news', error_category: 'none' }, { rate: perSecond(0.1, 'jobs'), lasts: minutes(10) }, { rate: perSecond(0, 'jobs') })],
      notYetAt: minutes(50),
      at: minutes(56),
      alerts: [{ description: '3 jobs wait, and no job came to an end within 30 minutes.' }],
    },
    { name: 'when no job was ever finished', given: [depth(3)], notYetAt: minutes(14), at: minutes(16), alerts: [{ description: '3 jobs wait, and no job came to an end within 30 minutes.' }] },
  ],
  silent: [
    { name: 'while jobs come to an end', given: [depth(3), grows(jobsFinished, { status: 'failed', niche: 'news', error_category: 'timeout' }, perSecond(0.01, 'jobs'))], at: minutes(60) },
    { name: 'when nothing waits', given: [depth(0)], at: minutes(60) },
  ],
});

export const workerAlerts = [queueBacklog, jobsWaitTooLong, highJobFailureRate, workerDown, workerStalled] as const satisfies readonly Alert[];
