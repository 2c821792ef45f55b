import { days, seconds } from '../../lib/core/duration';
import { percent, perSecond } from '../../lib/core/quantity';
import { grows, observes } from '../../lib/rule/scenario/input';
import { availability, latency } from '../../lib/rule/slo/indicator';
import type { Slo } from '../../lib/rule/slo/slo';
import { slo } from '../../lib/rule/slo/slo';
import { httpRequestDuration, httpRequests } from './metrics';
import { slowLimit } from './service-alerts';
import { serviceDashboard, team } from './team';

const common = { team, dashboard: serviceDashboard, service: 'api', period: days(30), volume: perSecond(0.1, 'requests') } as const;

/** What a backend promises where nobody has promised anything else. */
export const apiAvailability = slo('baseline-api-availability', {
  ...common,
  title: 'The availability of the API',
  alerts: 'ApiAvailability',
  runbook: 'baseline/slo-api-availability',
  target: percent(99.9),
  indicator: availability({ total: httpRequests, bad: httpRequests.where({ status: /5../ }) }),
  events: (good, bad) => (['200', '500'] as const).map((status) => grows(httpRequests, { method: 'GET', route: '/orders', status }, perSecond(status === '200' ? good : bad, 'requests'))),
});

export const apiLatency = slo('baseline-api-latency', {
  ...common,
  title: 'The speed of the API',
  alerts: 'ApiLatency',
  runbook: 'baseline/slo-api-latency',
  target: percent(95),
  indicator: latency(httpRequestDuration, slowLimit),
  events: (good, bad) =>
    observes(
      httpRequestDuration,
      { method: 'GET', route: '/orders', status_class: '2xx' },
      { observed: [{ rate: perSecond(good, 'requests'), each: seconds(0.2) }, { rate: perSecond(bad, 'requests'), each: seconds(3) }] },
    ),
});

export const baselineSlos: readonly Slo[] = [apiAvailability, apiLatency];
