import { minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond } from '../../lib/core/quantity';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { sum } from '../../lib/promql/aggregate';
import { quantile, rate } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { shareOf } from '../../lib/rule/condition/share';
import { grows, observes } from '../../lib/rule/scenario/input';
import { probeAlert } from '../shared/probe-alert';
import { quantileAlert } from '../shared/quantile-alert';
import { shareAlert } from '../shared/share-alert';
import { httpRequestDuration, httpRequests } from './metrics';
import { serviceDashboard, team } from './team';

const common = { team, service: 'api', dashboard: serviceDashboard } as const;

const window = minutes(5);

/** Shared with the dashboard's colours. */
export const errorLimit = percent(5);

export const slowLimit = seconds(1);

const failures = { of: httpRequests.where({ status: /5../ }), among: httpRequests, window, atLeast: perSecond(0.1, 'requests') } as const;

export const failedShare = shareOf(failures).ratio;

export const latencyP95 = quantile(0.95, sum(rate(httpRequestDuration.buckets, window)).by('le'));

export const highErrorRate = shareAlert('HighErrorRate', {
  ...common,
  ...failures,
  side: 'above',
  limit: errorLimit,
  for: minutes(2),
  severity: 'critical',
  kind: 'symptom',
  summary: 'The API answers more than one request in twenty with an error.',
  tells: (share) => `${share} of the requests failed over five minutes.`,
  runbook: 'baseline/high-error-rate',
  labels: {},
  events: (bad, good) => (['500', '200'] as const).map((status) => grows(httpRequests, { method: 'GET', route: '/orders', status }, perSecond(status === '500' ? bad : good, 'requests'))),
});

export const highResponseTime = quantileAlert('HighResponseTime', {
  ...common,
  when: latencyP95.above(slowLimit),
  histogram: httpRequestDuration,
  quantile: 0.95,
  window,
  limit: slowLimit,
  for: minutes(5),
  severity: 'warning',
  kind: 'symptom',
  summary: 'One request in twenty takes longer than a second.',
  tells: (time) => `The 95th percentile of the answers is ${time}.`,
  runbook: 'baseline/high-response-time',
  observations: (each) => observes(httpRequestDuration, { method: 'GET', route: '/orders', status_class: '2xx' }, { observed: [{ rate: perSecond(5, 'requests'), each: seconds(each) }] }),
});

export const readyProbe = 'backend-api-ready';

export const serviceNotReady = probeAlert('ServiceNotReady', {
  ...common,
  probe: probeSuccess.where({ target: readyProbe }),
  target: readyProbe,
  address: 'http://backend-api.backend:3000/health/ready',
  for: minutes(2),
  severity: 'critical',
  kind: 'symptom',
  summary: 'The API says that it is not ready, or does not answer.',
  tells: 'The probe backend-api-ready fails or is not made; the body of its answer names the dependency.',
  runbook: 'baseline/service-not-ready',
});

export const serviceAlerts = [highErrorRate, highResponseTime, serviceNotReady] as const satisfies readonly Alert[];
