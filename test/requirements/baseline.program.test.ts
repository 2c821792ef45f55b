import { expect, test } from '@jest/globals';
import { minutes, seconds } from '../../lib/core/duration';
import { perSecond } from '../../lib/core/quantity';
import type { Alert } from '../../lib/rule/alert';
import { grows, observes } from '../../lib/rule/scenario/input';
import type { InputSeries } from '../../lib/rule/scenario/input';
import type { Check } from '../../lib/rule/scenario/proof';
import { filesFor } from '../../lib/rule/scenario/promtool-test';
import { baselineGroups } from '../../rules/baseline/groups';
import { httpRequestDuration, httpRequests } from '../../rules/baseline/metrics';
import { highErrorRate, highResponseTime } from '../../rules/baseline/service-alerts';
import { proofSettings, runProofs } from '../rule/promtool';

/** What the real Prometheus says of an alert in a situation. */
async function proves(alert: Alert, given: readonly InputSeries[], ...checks: readonly Check[]): Promise<boolean> {
  const { passed } = await runProofs(filesFor([alert], baselineGroups, [{ name: alert.name, given, checks }], proofSettings));
  return passed;
}

const requests = (status: '200' | '500', rate: number): InputSeries => grows(httpRequests, { method: 'GET', route: '/orders', status }, perSecond(rate, 'requests'));

test('answers that take two seconds are an alert', async () => {
  const taking = (time: number): readonly InputSeries[] => observes(httpRequestDuration, { method: 'GET', route: '/orders', status_class: '2xx' }, { observed: [{ rate: perSecond(10, 'requests'), each: seconds(time) }] });
  expect(await proves(highResponseTime, taking(2), { at: minutes(12), expects: 'something' })).toBe(true);
  expect(await proves(highResponseTime, taking(0.9), { at: minutes(12), expects: 'nothing' })).toBe(true);
});

test('one failure in a hundred of a busy service is no alert', async () => {
  expect(await proves(highErrorRate, [requests('200', 990), requests('500', 10)], { at: minutes(12), expects: 'nothing' })).toBe(true);
  expect(await proves(highErrorRate, [requests('200', 900), requests('500', 100)], { at: minutes(12), expects: 'something' })).toBe(true);
});
