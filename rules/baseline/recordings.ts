import { minutes, seconds } from '../../lib/core/duration';
import { perSecond } from '../../lib/core/quantity';
import { sum } from '../../lib/promql/aggregate';
import { quantile, rate } from '../../lib/promql/functions';
import { record } from '../../lib/rule/recording';
import { observes } from '../../lib/rule/scenario/input';
import type { Scene } from '../../lib/rule/scenario/value';
import { httpRequestDuration } from './metrics';

const perRoute = sum(rate(httpRequestDuration.buckets, minutes(5))).by('le', 'route');

/** Every answer falls between half a second and a second: quantiles lie within, as their share says. */
const scene: Scene = {
  name: 'the backend answers in half a second to a second',
  given: observes(httpRequestDuration, { method: 'GET', route: '/orders', status_class: '2xx' }, { observed: [{ rate: perSecond(4, 'requests'), each: seconds(0.7) }] }),
  at: minutes(10),
};

const help = 'of the time to answer, by route, over five minutes';

export const routeP50 = record('route:http_request_duration_seconds:p50_5m', { help: `Median ${help}.`, expression: quantile(0.5, perRoute), values: [{ scene, value: 0.75 }] });

export const routeP95 = record('route:http_request_duration_seconds:p95_5m', { help: `95th percentile ${help}.`, expression: quantile(0.95, perRoute), values: [{ scene, value: 0.975 }] });

export const routeP99 = record('route:http_request_duration_seconds:p99_5m', { help: `99th percentile ${help}.`, expression: quantile(0.99, perRoute), values: [{ scene, value: 0.995 }] });

export const latencyQuantiles = [routeP50, routeP95, routeP99] as const;
