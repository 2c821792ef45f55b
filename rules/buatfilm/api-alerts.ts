import { minutes } from '../../lib/core/duration';
import { mebibytes, percent, perSecond } from '../../lib/core/quantity';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { max } from '../../lib/promql/aggregate';
import type { Alert } from '../../lib/rule/alert';
import { shareOf } from '../../lib/rule/condition/share';
import { grows, holds } from '../../lib/rule/scenario/input';
import { limitAlert } from '../shared/limit-alert';
import { probeAlert } from '../shared/probe-alert';
import { shareAlert } from '../shared/share-alert';
import { apiJob, httpRequests, nodejs } from './metrics';
import { failureLines, paymentDashboard, platformDashboard, team } from './team';

const common = { team, service: 'payment-api', logs: failureLines.api } as const;

/** Shared with the dashboard's colours. */
export const errorLimit = percent(5);

const failures = { of: httpRequests.where({ status: /5../ }), among: httpRequests, window: minutes(5), atLeast: perSecond(0.02, 'requests') } as const;

export const failedShare = shareOf(failures).ratio;

export const highErrorRate = shareAlert('HighErrorRate', {
  ...common,
  ...failures,
  dashboard: paymentDashboard,
  by: ['route'],
  side: 'above',
  limit: errorLimit,
  for: minutes(2),
  severity: 'P0',
  kind: 'symptom',
  summary: 'The payment API answers more than one request in twenty of a route with an error.',
  tells: (share, labels) => `${share} of the requests to ${labels.route} failed over five minutes.`,
  runbook: 'buatfilm/high-error-rate',
  labels: { route: '/api/orders' },
  events: (bad, good) => (['500', '200'] as const).map((status) => grows(httpRequests, { method: 'POST', route: '/api/orders', status }, perSecond(status === '500' ? bad : good, 'requests'))),
});

export const publicProbe = 'buatfilm-api';

export const publicAddress = 'https://api.buatfilm.example.com/';

export const paymentApiUnreachable = probeAlert('PaymentApiUnreachable', {
  ...common,
  dashboard: paymentDashboard,
  probe: probeSuccess.where({ target: publicProbe }),
  target: publicProbe,
  address: publicAddress,
  for: minutes(2),
  severity: 'P0',
  kind: 'symptom',
  summary: 'The payment API does not answer from outside: nobody can order or pay.',
  tells: 'The probe of the public address of the payment API fails or is not made. Look at its pods and at the way to them.',
  runbook: 'buatfilm/payment-api-unreachable',
});

/** Shared with the dashboard's colours. */
export const memoryLimit = mebibytes(512);

export const memoryByProcess = max(nodejs.memory).by('job', 'instance');

const replica = { job: apiJob, instance: 'payment-api-0' } as const;

export const highMemoryUsage = limitAlert('HighMemoryUsage', {
  ...common,
  dashboard: platformDashboard,
  when: memoryByProcess.above(memoryLimit),
  limit: memoryLimit,
  side: 'above',
  for: minutes(10),
  severity: 'P3',
  kind: 'capacity',
  summary: 'A process of BuatFilm holds more than 512 MiB.',
  tells: (amount, labels) => `${labels.instance} of ${labels.job} holds ${amount} of memory.`,
  runbook: 'buatfilm/high-memory-usage',
  labels: replica,
  scene: (amount) => [holds(nodejs.memory, replica, { ...memoryLimit, value: amount })],
});

export const apiAlerts = [highErrorRate, paymentApiUnreachable, highMemoryUsage] as const satisfies readonly Alert[];
