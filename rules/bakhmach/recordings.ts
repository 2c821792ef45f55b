import { minutes } from '../../lib/core/duration';
import { perSecond } from '../../lib/core/quantity';
import { sum } from '../../lib/promql/aggregate';
import { rate, ratio } from '../../lib/promql/functions';
import { record } from '../../lib/rule/recording';
import { grows } from '../../lib/rule/scenario/input';
import type { Scene } from '../../lib/rule/scenario/value';
import { httpRequests } from './metrics';

const window = minutes(5);

const all = sum(rate(httpRequests, window));

const help = 'of the requests, over five minutes';

/** Of twenty requests a second four are refused and one fails. */
const scene: Scene = {
  name: 'a fifth is refused, and one in twenty fails',
  given: ([['200', 15], ['404', 4], ['500', 1]] as const).map(([status, each]) => grows(httpRequests, { method: 'GET', route: '/api/orders', status }, perSecond(each, 'requests'))),
  at: minutes(10),
};

/** What clients do wrong, and what the backend does wrong: two shares, because they mean different things. */
export const clientErrors = record('backend:http_requests_client_error:ratio_rate5m', { help: `Share with 4xx ${help}.`, expression: ratio(sum(rate(httpRequests.where({ status: /4../ }), window)).orZero(), all), values: [{ scene, value: 0.2 }] });

export const serverErrors = record('backend:http_requests_server_error:ratio_rate5m', { help: `Share with 5xx ${help}.`, expression: ratio(sum(rate(httpRequests.where({ status: /5../ }), window)).orZero(), all), values: [{ scene, value: 0.05 }] });

export const errorShares = [clientErrors, serverErrors] as const;
