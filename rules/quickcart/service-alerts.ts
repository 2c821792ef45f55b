import { minutes, seconds } from '../../lib/core/duration';
import { fraction, percent, perSecond } from '../../lib/core/quantity';
import { probeDuration, probeSuccess } from '../../lib/metric/exporters/blackbox';
import { max, min, sum } from '../../lib/promql/aggregate';
import { quantile, rate } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { shareOf } from '../../lib/rule/condition/share';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds, observes } from '../../lib/rule/scenario/input';
import { limitAlert } from '../shared/limit-alert';
import { probeAlert } from '../shared/probe-alert';
import { quantileAlert } from '../shared/quantile-alert';
import { shareAlert } from '../shared/share-alert';
import { httpRequestDuration, httpRequests } from './metrics';
import { systemDashboard, team } from './team';

const common = { team, dashboard: systemDashboard } as const;

export const botProbe = 'quickcart-bot';

const bot = { ...common, service: 'bot' } as const;

const botAddress = 'http://quickcart-bot.quickcart:8080/health';

export const botDown = probeAlert('BotDown', {
  ...bot,
  probe: probeSuccess.where({ target: botProbe }),
  target: botProbe,
  address: botAddress,
  for: minutes(2),
  severity: 'CRITICAL',
  kind: 'symptom',
  summary: 'Bot tidak menjawab: nobody can shop.',
  tells: 'Pemeriksaan bot gagal atau tidak berjalan: the probe of quickcart-bot fails or is not made.',
  runbook: 'quickcart/bot-down',
});

const botLimit = seconds(3);

const ownProbe = { target: botProbe } as const;

export const botSlow = limitAlert('BotSlow', {
  ...bot,
  when: max(probeDuration.where(ownProbe)).by('target').above(botLimit).given(min(probeSuccess.where(ownProbe)).by('target').equals(fraction(1))),
  limit: botLimit,
  side: 'above',
  for: minutes(3),
  severity: 'MEDIUM',
  kind: 'symptom',
  summary: 'Bot lambat: answers take longer than three seconds.',
  tells: (time) => `Bot menjawab dalam ${time}; targetnya 3 detik.`,
  runbook: 'quickcart/bot-slow',
  labels: ownProbe,
  scene: (time) => [holds(probeDuration, { ...ownProbe, instance: botAddress }, seconds(time)), holds(probeSuccess, { ...ownProbe, instance: botAddress }, fraction(1))],
  quiet: [{ name: 'when it does not answer at all', given: [holds(probeDuration, { ...ownProbe, instance: botAddress }, seconds(5)), holds(probeSuccess, { ...ownProbe, instance: botAddress }, fraction(0))], at: minutes(10) }],
});

const api = { ...common, service: 'api', kind: 'symptom', for: minutes(5) } as const;

const window = minutes(5);

const latencies = sum(rate(httpRequestDuration.buckets, window)).by('le');

/** Shared with the dashboard's colours. */
export const latencyLimits = { p95: seconds(2), p99: seconds(3) } as const;

export const latencyP95 = quantile(0.95, latencies);

const answers = (each: number): readonly InputSeries[] => observes(httpRequestDuration, { method: 'POST', route: '/orders', status: '201' }, { observed: [{ rate: perSecond(5, 'requests'), each: seconds(each) }] });

export const httpLatencyP95High = quantileAlert('HttpLatencyP95High', {
  ...api,
  when: latencyP95.above(latencyLimits.p95),
  histogram: httpRequestDuration,
  quantile: 0.95,
  window,
  limit: latencyLimits.p95,
  severity: 'MEDIUM',
  summary: 'One request in twenty takes longer than two seconds.',
  tells: (time) => `The 95th percentile of the answers is ${time}.`,
  runbook: 'quickcart/http-latency-p95-high',
  observations: answers,
});

export const httpLatencyP99High = quantileAlert('HttpLatencyP99High', {
  ...api,
  when: quantile(0.99, latencies).above(latencyLimits.p99),
  histogram: httpRequestDuration,
  quantile: 0.99,
  window,
  limit: latencyLimits.p99,
  severity: 'HIGH',
  summary: 'One request in a hundred takes longer than three seconds.',
  tells: (time) => `The 99th percentile of the answers is ${time}.`,
  runbook: 'quickcart/http-latency-p99-high',
  observations: answers,
});

export const requestRate = sum(rate(httpRequests, window));

const spikeLimit = perSecond(100, 'requests');

export const httpRequestSpike = limitAlert('HttpRequestSpike', {
  ...api,
  when: requestRate.above(spikeLimit),
  limit: spikeLimit,
  side: 'above',
  severity: 'MEDIUM',
  summary: 'Ten times the usual number of requests arrives.',
  tells: (rateOf) => `${rateOf} requests arrive per second; usual are 10.`,
  runbook: 'quickcart/http-request-spike',
  labels: {},
  settles: window,
  scene: (rateOf) => [grows(httpRequests, { method: 'GET', route: '/products', status: '200' }, perSecond(rateOf, 'requests'))],
});

const failures = { of: httpRequests.where({ status: /5../ }), among: httpRequests, window, atLeast: perSecond(0.1, 'requests') } as const;

export const failedShare = shareOf(failures).ratio;

/** Shared with the dashboard's colours. */
export const errorLimits = { high: percent(1), critical: percent(5) } as const;

const requests = (bad: number, good: number): readonly InputSeries[] => (['503', '200'] as const).map((status) => grows(httpRequests, { method: 'GET', route: '/products', status }, perSecond(status === '503' ? bad : good, 'requests')));

const failing = { ...api, ...failures, side: 'above', labels: {}, tells: (share: string) => `${share} of the requests failed over five minutes.`, events: requests } as const;

export const httpErrorRateHigh = shareAlert('HttpErrorRateHigh', { ...failing, limit: errorLimits.high, severity: 'HIGH', runbook: 'quickcart/http-error-rate-high', summary: 'More than one request in a hundred fails.' });

export const httpErrorRateCritical = shareAlert('HttpErrorRateCritical', { ...failing, limit: errorLimits.critical, severity: 'CRITICAL', runbook: 'quickcart/http-error-rate-critical', summary: 'More than one request in twenty fails.' });

export const serviceAlerts = [botDown, botSlow, httpLatencyP95High, httpLatencyP99High, httpRequestSpike, httpErrorRateHigh, httpErrorRateCritical] as const satisfies readonly Alert[];
