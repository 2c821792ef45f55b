import { minutes, seconds } from '../../lib/core/duration';
import { fraction, perSecond } from '../../lib/core/quantity';
import { sum } from '../../lib/promql/aggregate';
import { rate, ratio } from '../../lib/promql/functions';
import { shareOf } from '../../lib/rule/condition/share';
import { record } from '../../lib/rule/recording';
import { grows, observes } from '../../lib/rule/scenario/input';
import type { Scene } from '../../lib/rule/scenario/value';
import { httpRequestDuration, httpRequests } from './metrics';

const window = minutes(5);

const help = 'of the requests to a route, over five minutes';

/** Of twenty requests a second four are refused and one fails. */
const scene: Scene = {
  name: 'a fifth is refused, and one in twenty fails',
  given: ([['200', 15], ['404', 4], ['500', 1]] as const).map(([status, each]) => grows(httpRequests, { method: 'GET', route: '/api/orders', status }, perSecond(each, 'requests'))),
  at: minutes(10),
};

const perRoute = { among: httpRequests, window, by: ['route'], atLeast: perSecond(0.1, 'requests') } as const;

/** What clients do wrong, and what the backend does wrong: two shares, because they mean different things. */
export const clientErrors = record('route:http_requests_client_error:ratio_rate5m', { help: `Share with 4xx ${help}.`, expression: shareOf({ ...perRoute, of: httpRequests.where({ status: /4../ }) }).ratio, values: [{ scene, value: 0.2 }] });

export const serverErrors = record('route:http_requests_server_error:ratio_rate5m', { help: `Share with 5xx ${help}.`, expression: shareOf({ ...perRoute, of: httpRequests.where({ status: /5../ }) }).ratio, values: [{ scene, value: 0.05 }] });

export const errorShares = [clientErrors, serverErrors] as const;

/** Of four requests two are quick, one tries one's patience, and one is beyond it. */
const patience: Scene = {
  name: 'half of the requests are quick, a quarter takes a second, a quarter three',
  given: observes(httpRequestDuration, { method: 'GET', route: '/api/orders', status: '200' }, { observed: ([[2, 0.2], [1, 1], [1, 3]] as const).map(([each, time]) => ({ rate: perSecond(each, 'requests'), each: seconds(time) })) }),
  at: minutes(10),
};

const within = (time: number) => sum(rate(httpRequestDuration.upTo(seconds(time)), window));

/** Content within half a second, which is the objective, and half as content within four times as long. Source: https://www.apdex.org */
export const apdex = record('backend:http_request_apdex:ratio_rate5m', {
  help: 'How content users are with the speed: 1 within half a second, a half within two, 0 beyond, over five minutes.',
  expression: ratio(within(0.5).plus(within(2)).dividedBy(fraction(2)), sum(rate(httpRequestDuration.count, window))),
  values: [{ scene: patience, value: 0.625 }],
});
