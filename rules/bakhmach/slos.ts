import { days, hours, seconds } from '../../lib/core/duration';
import { fraction, percent, perSecond } from '../../lib/core/quantity';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds, observes } from '../../lib/rule/scenario/input';
import { availability, latency, probesSucceed } from '../../lib/rule/slo/indicator';
import { perFeature } from '../../lib/rule/slo/per-feature';
import type { Slo } from '../../lib/rule/slo/slo';
import { slo } from '../../lib/rule/slo/slo';
import { features, httpRequestDuration, httpRequests } from './metrics';
import { sloDashboard, team } from './team';

/** The fastest burn pages, the next is told in the chat, the slowest is a ticket. */
const windows = [
  { share: percent(2), long: hours(1), severity: 'critical' },
  { share: percent(5), long: hours(6), severity: 'warning' },
  { share: percent(10), long: days(3), severity: 'info' },
] as const;

const common = { team, dashboard: sloDashboard, service: 'backend', period: days(30), windows } as const;

export const readyProbe = 'backend-ready';

/** The share of readiness probes that succeed: whether the hub can work, as somebody outside sees it. */
export const availabilitySlo = slo('bakhmach-availability', {
  ...common,
  title: 'The availability of the hub',
  alerts: 'Availability',
  runbook: 'bakhmach/slo-availability',
  target: percent(99.9),
  indicator: probesSucceed(probeSuccess.where({ target: readyProbe })),
  events: (good, bad) => [holds(probeSuccess, { target: readyProbe, instance: 'backend' }, fraction(good / (good + bad)))],
});

const requestVolume = perSecond(0.1, 'requests');

export const latencySlo = slo('bakhmach-latency', {
  ...common,
  title: 'The speed of the hub',
  alerts: 'Latency',
  runbook: 'bakhmach/slo-latency',
  target: percent(99),
  indicator: latency(httpRequestDuration, seconds(0.5)),
  volume: requestVolume,
  events: (good, bad) =>
    observes(
      httpRequestDuration,
      { method: 'GET', route: '/api/orders', status: '200' },
      { observed: [{ rate: perSecond(good, 'requests'), each: seconds(0.2) }, { rate: perSecond(bad, 'requests'), each: seconds(0.8) }] },
    ),
});

/** What is promised of requests, of all or of a feature's: not to end with 5xx. Too many requests are the client's affair. */
const answered = { ...common, target: percent(99), volume: requestVolume } as const;

const requests = (route: string, good: number, bad: number): readonly InputSeries[] => (['200', '500'] as const).map((status) => grows(httpRequests, { method: 'GET', route, status }, perSecond(status === '200' ? good : bad, 'requests')));

export const successSlo = slo('bakhmach-success', {
  ...answered,
  title: 'The success of requests',
  alerts: 'Success',
  runbook: 'bakhmach/slo-success',
  indicator: availability({ total: httpRequests, bad: httpRequests.where({ status: /5../ }) }),
  events: (good, bad) => requests('/api/orders', good, bad),
});

const featureNames = { payments: 'PaymentsSuccess', orders: 'OrdersSuccess', reports: 'ReportsSuccess' } as const;

/** A slow loss of one feature is noticed by the budget of all; what must not wait is an outage of one alone. */
const [fastest, next] = windows;

/** A budget for each feature: one that fails does not hide behind those that do not. */
export const featureSlos: readonly Slo[] = perFeature(features, (feature, conditions) =>
  slo(`bakhmach-${feature}-success`, {
    ...answered,
    windows: [fastest, next],
    title: `The success of requests for ${feature}`,
    alerts: featureNames[feature],
    runbook: `bakhmach/slo-${feature}-success`,
    labels: { feature },
    indicator: availability({ total: httpRequests.where(conditions), bad: httpRequests.where({ ...conditions, status: /5../ }) }),
    events: (good, bad) => requests(conditions.route[0], good, bad),
  }),
);

export const bakhmachSlos: readonly Slo[] = [availabilitySlo, latencySlo, successSlo, ...featureSlos];
