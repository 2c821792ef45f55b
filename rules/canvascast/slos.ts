import { days, hours, minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond } from '../../lib/core/quantity';
import type { RuleGroup } from '../../lib/rule/group';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, observes } from '../../lib/rule/scenario/input';
import { availability, latency } from '../../lib/rule/slo/indicator';
import type { Slo } from '../../lib/rule/slo/slo';
import { slo } from '../../lib/rule/slo/slo';
import { slowResponse } from './api-alerts';
import { httpRequestDuration, httpRequests, jobDuration, jobsFinished } from './metrics';
import { overviewDashboard, team } from './team';

const common = { team, dashboard: overviewDashboard, period: days(30) } as const;

const requestVolume = perSecond(0.1, 'requests');

/** Six jobs an hour: fewer, and one that fails is a large share. */
const jobVolume = perSecond(6 / 3600, 'jobs');

export const apiAvailability = slo('canvascast-api-availability', {
  ...common,
  title: "The availability of CanvasCast's API",
  alerts: 'ApiAvailability',
  service: 'api',
  runbook: 'canvascast/slo-api-availability',
  target: percent(99.5),
  indicator: availability({ total: httpRequests, bad: httpRequests.where({ status: /5../ }) }),
  volume: requestVolume,
  events: (good, bad) => {
    const request = (status: '200' | '503', rate: number): InputSeries => grows(httpRequests, { method: 'GET', route: '/api/videos', status }, perSecond(rate, 'requests'));
    return [request('200', good), request('503', bad)];
  },
});

export const apiLatency = slo('canvascast-api-latency', {
  ...common,
  title: "The speed of CanvasCast's API",
  alerts: 'ApiLatency',
  service: 'api',
  runbook: 'canvascast/slo-api-latency',
  target: percent(95),
  indicator: latency(httpRequestDuration, slowResponse),
  volume: requestVolume,
  events: (good, bad) =>
    observes(
      httpRequestDuration,
      { method: 'GET', route: '/api/videos', status: '200' },
      { observed: [{ rate: perSecond(good, 'requests'), each: seconds(0.2) }, { rate: perSecond(bad, 'requests'), each: seconds(7) }] },
    ),
});

/**
 * A budget of 10 % is so large that two of the usual alarms could never fire: 14.4 times 10 % is more than everything.
 * One percent of it within the hour is a burn of 7.2, five percent within six hours one of 6.
 */
const jobWindows = [
  { share: percent(1), long: hours(1), severity: 'critical' },
  { share: percent(5), long: hours(6), severity: 'critical' },
  { share: percent(10), long: days(3), severity: 'warning' },
] as const;

export const jobSuccess = slo('canvascast-job-success', {
  ...common,
  title: 'The success of video jobs',
  alerts: 'JobSuccess',
  service: 'worker',
  runbook: 'canvascast/slo-job-success',
  target: percent(90),
  windows: jobWindows,
  indicator: availability({ total: jobsFinished.where({ status: ['completed', 'failed'] }), bad: jobsFinished.where({ status: 'failed' }) }),
  volume: jobVolume,
  events: (good, bad) => {
    const job = (status: 'completed' | 'failed', rate: number): InputSeries => grows(jobsFinished, { status, niche: 'education', error_category: 'none' }, perSecond(rate, 'jobs'));
    return [job('completed', good), job('failed', bad)];
  },
});

/** How long a customer may wait for a video once a worker has begun with it. */
const promisedJobTime = minutes(15);

export const jobLatency = slo('canvascast-job-latency', {
  ...common,
  title: 'The speed of video jobs',
  alerts: 'JobLatency',
  service: 'worker',
  runbook: 'canvascast/slo-job-latency',
  target: percent(95),
  indicator: latency(jobDuration, promisedJobTime, { status: 'completed' }),
  volume: jobVolume,
  events: (good, bad) =>
    observes(
      jobDuration,
      { status: 'completed', niche: 'education' },
      { observed: [{ rate: perSecond(good, 'jobs'), each: minutes(5) }, { rate: perSecond(bad, 'jobs'), each: minutes(25) }] },
    ),
});

export const canvascastSlos: readonly Slo[] = [apiAvailability, apiLatency, jobSuccess, jobLatency];

export const canvascastSloGroups: readonly RuleGroup[] = canvascastSlos.flatMap(({ groups }) => groups);

