import { minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond } from '../../lib/core/quantity';
import { sum } from '../../lib/promql/aggregate';
import { quantile, rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, observes } from '../../lib/rule/scenario/input';
import { httpRequestDuration, httpRequests } from './metrics';
import { overviewDashboard, team } from './team';

const window = minutes(5);

/** Requests that the API failed to answer, of all requests. No failed request at all is zero, not nothing. */
export const errorRatio = ratio(sum(rate(httpRequests.where({ status: /5../ }), window)).orZero(), sum(rate(httpRequests, window)));

export const requestRate = sum(rate(httpRequests, window));

export const latencyP95 = quantile(0.95, sum(rate(httpRequestDuration.buckets, window)).by('le'));

/** Below one request in ten seconds a single error is a large share of nothing. */
const enoughTraffic = requestRate.atLeast(perSecond(0.1, 'requests'));

/** Shared with the dashboard's colours. */
export const errorRatioLimits = { warning: percent(2), critical: percent(10) } as const;

export const slowResponse = seconds(5);

/** Requests per second by outcome. */
function traffic(good: number, bad: number): InputSeries[] {
  const request = (status: '200' | '503', perSec: number): InputSeries => grows(httpRequests, { method: 'GET', route: '/api/videos', status }, perSecond(perSec, 'requests'));
  return [request('200', good), request('503', bad)];
}

const common = { team, labels: { service: 'api' }, dashboard: overviewDashboard, logs: '{service_name="canvascast-api"} | detected_level=~"error|fatal|critical"' } as const;

export const highErrorRate = alert('HighErrorRate', {
  ...common,
  when: errorRatio.above(errorRatioLimits.critical).given(enoughTraffic),
  for: minutes(5),
  severity: 'critical',
  kind: 'symptom',
  summary: 'CanvasCast answers more than one request in ten with an error.',
  description: ({ value }) => `${value} of the requests to the API failed over five minutes.`,
  runbook: 'canvascast/high-error-rate',
  fires: { name: 'at 10.1 % errors', given: traffic(89.9, 10.1), notYetAt: minutes(5), at: minutes(8), alerts: [{ description: '10.1% of the requests to the API failed over five minutes.' }] },
  silent: [
    { name: 'at 9.9 % errors', given: traffic(90.1, 9.9), at: [minutes(8), minutes(20)] },
    { name: 'when hardly anybody asks', given: traffic(0.01, 0.05), at: minutes(20) },
    { name: 'without an error', given: traffic(10, 0), at: minutes(20) },
  ],
});

export const elevatedErrorRate = alert('ElevatedErrorRate', {
  ...common,
  when: errorRatio.above(errorRatioLimits.warning).given(enoughTraffic),
  for: minutes(5),
  severity: 'warning',
  kind: 'symptom',
  summary: 'CanvasCast answers more than one request in fifty with an error.',
  description: ({ value }) => `${value} of the requests to the API failed over five minutes.`,
  runbook: 'canvascast/elevated-error-rate',
  fires: { name: 'at 2.1 % errors', given: traffic(97.9, 2.1), notYetAt: minutes(5), at: minutes(8), alerts: [{ description: '2.1% of the requests to the API failed over five minutes.' }] },
  silent: { name: 'at 1.9 % errors', given: traffic(98.1, 1.9), at: [minutes(8), minutes(20)] },
});

const requestsTaking = (time: number): readonly InputSeries[] =>
  observes(httpRequestDuration, { method: 'POST', route: '/api/videos', status: '201' }, { observed: [{ rate: perSecond(2, 'requests'), each: seconds(time) }] });

export const slowResponses = alert('SlowResponses', {
  ...common,
  when: latencyP95.above(slowResponse),
  for: minutes(5),
  severity: 'warning',
  kind: 'symptom',
  summary: 'CanvasCast takes more than five seconds for one request in twenty.',
  description: ({ value }) => `The 95th percentile of the API's answers is ${value}.`,
  runbook: 'canvascast/slow-responses',
  fires: { name: 'when requests take seven seconds', given: requestsTaking(7), notYetAt: minutes(5), at: minutes(8), alerts: [{ description: "The 95th percentile of the API's answers is 9.75s." }] },
  silent: { name: 'when requests take four seconds', given: requestsTaking(4), at: [minutes(8), minutes(20)] },
});

export const apiAlerts = [highErrorRate, elevatedErrorRate, slowResponses] as const satisfies readonly Alert[];
