import { minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond, quantity } from '../../lib/core/quantity';
import { sum } from '../../lib/promql/aggregate';
import { increase, quantile, rate } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { shareOf } from '../../lib/rule/condition/share';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, observes } from '../../lib/rule/scenario/input';
import { limitAlert } from '../shared/limit-alert';
import { quantileAlert } from '../shared/quantile-alert';
import { shareAlert } from '../shared/share-alert';
import { httpRequestDuration, httpRequests, logLines } from './metrics';
import { applicationDashboard, team } from './team';

const common = { team, service: 'backend', dashboard: applicationDashboard } as const;

const window = minutes(5);

/** Shared with the dashboard's colours. The second is the share at which somebody else is called as well. */
export const errorLimit = percent(5);

export const escalationLimit = percent(10);

export const slowLimit = seconds(1);

const failures = { of: httpRequests.where({ status: /5../ }), among: httpRequests, window, atLeast: perSecond(0.1, 'requests') } as const;

export const failedShare = shareOf(failures).ratio;

export const latencyP95 = quantile(0.95, sum(rate(httpRequestDuration.buckets, window)).by('le'));

const failing = {
  ...common,
  ...failures,
  side: 'above',
  for: minutes(5),
  severity: 'critical',
  kind: 'symptom',
  tells: (share: string) => `${share} of the requests failed over five minutes.`,
  labels: {},
  events: (bad: number, good: number): readonly InputSeries[] => (['500', '200'] as const).map((status) => grows(httpRequests, { method: 'GET', route: '/api/orders', status }, perSecond(status === '500' ? bad : good, 'requests'))),
} as const;

export const highErrorRate = shareAlert('HighErrorRate', {
  ...failing,
  limit: errorLimit,
  summary: 'The backend answers more than one request in twenty with an error.',
  runbook: 'bakhmach/high-error-rate',
});

export const veryHighErrorRate = shareAlert('VeryHighErrorRate', {
  ...failing,
  limit: escalationLimit,
  summary: 'The backend answers more than one request in ten with an error: the next line is called as well.',
  runbook: 'bakhmach/very-high-error-rate',
});

export const highLatencyP95 = quantileAlert('HighLatencyP95', {
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
  runbook: 'bakhmach/high-latency-p95',
  observations: (each) => observes(httpRequestDuration, { method: 'GET', route: '/api/orders', status: '200' }, { observed: [{ rate: perSecond(5, 'requests'), each: seconds(each) }] }),
});

const anyLine = quantity(0, 'lines');

export const criticalLogLines = limitAlert('CriticalLogLines', {
  ...common,
  when: sum(increase(logLines.where({ level: 'critical' }), window)).above(anyLine),
  limit: anyLine,
  side: 'above',
  for: minutes(0),
  severity: 'warning',
  kind: 'cause',
  summary: 'The backend has written a line of the level CRITICAL.',
  tells: (count) => `${count} critical lines were written within five minutes.`,
  runbook: 'bakhmach/critical-log-lines',
  labels: {},
  tried: { bad: 30, good: 0 },
  settles: window,
  scene: (count) => [grows(logLines, { level: 'critical' }, perSecond(count / window.value, 'lines')), grows(logLines, { level: 'info' }, perSecond(10, 'lines'))],
});

export const serviceAlerts = [highErrorRate, veryHighErrorRate, highLatencyP95, criticalLogLines] as const satisfies readonly Alert[];
