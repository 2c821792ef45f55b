import { minutes } from '../../lib/core/duration';
import { sum } from '../../lib/promql/aggregate';
import { quantile, rate } from '../../lib/promql/functions';
import { record } from '../../lib/rule/recording';
import { httpRequestDuration } from './metrics';

const perRoute = sum(rate(httpRequestDuration.buckets, minutes(5))).by('le', 'route');

const help = 'of the time to answer, by route, over five minutes';

export const routeP50 = record('route:http_request_duration_seconds:p50_5m', { help: `Median ${help}.`, expression: quantile(0.5, perRoute) });

export const routeP95 = record('route:http_request_duration_seconds:p95_5m', { help: `95th percentile ${help}.`, expression: quantile(0.95, perRoute) });

export const routeP99 = record('route:http_request_duration_seconds:p99_5m', { help: `99th percentile ${help}.`, expression: quantile(0.99, perRoute) });

export const latencyQuantiles = [routeP50, routeP95, routeP99] as const;
