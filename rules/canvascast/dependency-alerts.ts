import type { Duration } from '../../lib/core/duration';
import { days, hours, minutes, weeks } from '../../lib/core/duration';
import { fraction, perSecond, quantity } from '../../lib/core/quantity';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { min, sum } from '../../lib/promql/aggregate';
import { absent, increase, instant, rate } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { Growth, InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import { errors, healthCheckSuccess } from './metrics';
import { overviewDashboard, team } from './team';

const common = { team, dashboard: overviewDashboard } as const;

const ownProbes = probeSuccess.where({ target: /canvascast-.*/ });

const probe = (target: string, value: 0 | 1): InputSeries => holds(probeSuccess, { target, instance: `https://${target}.example` }, fraction(value));

export const serviceNotReady = alert('ServiceNotReady', {
  ...common,
  labels: { service: 'api' },
  when: instant(ownProbes).equals(fraction(0)),
  for: minutes(2),
  severity: 'critical',
  kind: 'symptom',
  summary: 'CanvasCast does not answer from outside.',
  description: ({ labels }) => `The probe ${labels.target} of ${labels.instance} fails.`,
  runbook: 'canvascast/service-not-ready',
  fires: {
    name: 'for the probe that fails and for no other',
    given: [probe('canvascast-api-ready', 0), probe('canvascast-web', 1)],
    notYetAt: minutes(1),
    at: minutes(3),
    alerts: [
      {
        labels: { job: 'blackbox', instance: 'https://canvascast-api-ready.example', target: 'canvascast-api-ready' },
        description: 'The probe canvascast-api-ready of https://canvascast-api-ready.example fails.',
      },
    ],
  },
  silent: { name: "while another system's probe fails", given: [probe('canvascast-api-ready', 1), probe('quickcart-api', 0)], at: [minutes(3), minutes(30)] },
});

export const probesMissing = alert('CanvasCastProbesMissing', {
  ...common,
  labels: { service: 'api' },
  when: absent(ownProbes),
  for: minutes(10),
  severity: 'warning',
  kind: 'meta',
  summary: 'Nobody looks at CanvasCast from outside any more.',
  description: () => 'No probe of CanvasCast has a result: ServiceNotReady cannot fire.',
  runbook: 'canvascast/probes-missing',
  fires: { name: 'without a probe', given: [probe('quickcart-api', 1)], notYetAt: minutes(9), at: minutes(11), alerts: [{ labels: { job: 'blackbox' }, description: 'No probe of CanvasCast has a result: ServiceNotReady cannot fire.' }] },
  silent: { name: 'while one probe reports, even a failure', given: [probe('canvascast-web', 0)], at: minutes(30) },
});

export const dependencyUnhealthy = alert('DependencyUnhealthy', {
  ...common,
  labels: { service: 'api' },
  when: min(healthCheckSuccess).by('check').equals(fraction(0)),
  for: minutes(2),
  severity: 'warning',
  kind: 'cause',
  summary: 'The API cannot reach something that it depends on.',
  description: ({ labels }) => `The readiness check of ${labels.check} fails.`,
  runbook: 'canvascast/dependency-unhealthy',
  fires: {
    name: 'when one of two replicas cannot reach Redis',
    given: [holds(healthCheckSuccess, { check: 'redis', instance: 'api-0' }, fraction(1)), holds(healthCheckSuccess, { check: 'redis', instance: 'api-1' }, fraction(0)), holds(healthCheckSuccess, { check: 'database' }, fraction(1))],
    notYetAt: minutes(1),
    at: minutes(3),
    alerts: [{ labels: { check: 'redis' }, description: 'The readiness check of redis fails.' }],
  },
  silent: { name: 'while everything answers', given: [holds(healthCheckSuccess, { check: 'redis' }, fraction(1)), holds(healthCheckSuccess, { check: 'storage' }, fraction(1))], at: minutes(30) },
});

const failing = (category: 'auth' | 'payment' | 'pipeline' | 'rate_limit', perSec: number, service: 'api' | 'worker' = 'api'): InputSeries =>
  grows(errors, { category, service, job: service === 'api' ? 'canvascast-api' : 'canvascast-worker' }, perSecond(perSec, 'errors'));

export const errorCategorySpike = alert('ErrorCategorySpike', {
  ...common,
  labels: { service: 'api' },
  when: sum(rate(errors.where({ category: ['payment', 'auth'] }), minutes(10))).by('category').above(perSecond(0.1, 'errors')),
  for: minutes(10),
  severity: 'warning',
  kind: 'symptom',
  summary: 'Customers cannot pay or log in.',
  description: ({ labels, value }) => `There are ${value} errors of the category ${labels.category} per second.`,
  runbook: 'canvascast/error-category-spike',
  fires: {
    name: 'at 0.11 payment errors per second',
    given: [failing('payment', 0.11), failing('auth', 0.09)],
    notYetAt: minutes(9),
    at: minutes(25),
    alerts: [{ labels: { category: 'payment' }, description: 'There are 0.11 errors of the category payment per second.' }],
  },
  silent: { name: 'at 0.09 per second, and for categories with a rule of their own', given: [failing('payment', 0.09), failing('pipeline', 5)], at: [minutes(25), minutes(60)] },
});

const otherErrors = errors.where({ category: ['pipeline', 'timeout', 'unknown'] });
const otherErrorRate = sum(rate(otherErrors, minutes(30))).by('category');
const sameHourLastWeek = sum(rate(otherErrors, { range: minutes(30), offset: weeks(1) })).by('category');

/** Errors that come at one rate after the other. The last goes on. */
const failingFor = (...phases: readonly [Growth<'errors'>, ...Growth<'errors'>[]]): InputSeries => grows(errors, { category: 'pipeline', service: 'worker', job: 'canvascast-worker' }, ...phases);

/** The first hour of all has no whole window behind it, and nothing to be compared with. */
const afterAWeek = (more: number): Duration => minutes(7 * 24 * 60 + 60 + more);

/** Grows for a week at one rate and then at another. */
const week = (before: number, after: number): InputSeries => failingFor({ rate: perSecond(before, 'errors'), lasts: afterAWeek(0) }, { rate: perSecond(after, 'errors') });

export const errorCategoryAnomaly = alert('ErrorCategoryAnomaly', {
  ...common,
  labels: { service: 'worker' },
  when: otherErrorRate.above(sameHourLastWeek.times(fraction(3))).given(otherErrorRate.above(perSecond(0.01, 'errors'))),
  for: minutes(10),
  severity: 'warning',
  kind: 'cause',
  summary: 'An error has become three times as frequent as a week ago at this hour.',
  description: ({ labels, value }) => `There are ${value} errors of the category ${labels.category} per second.`,
  runbook: 'canvascast/error-category-anomaly',
  fires: [
    { name: 'at 3.1 times last week', given: [week(0.1, 0.31)], every: minutes(5), at: days(7.1), alerts: [{ labels: { category: 'pipeline' }, description: 'There are 0.31 errors of the category pipeline per second.' }] },
    { name: 'at 0.0105 errors per second', given: [week(0.0005, 0.0105)], every: minutes(5), at: days(7.1), alerts: [{ labels: { category: 'pipeline' }, description: 'There are 0.0105 errors of the category pipeline per second.' }] },
    {
      // The condition needs two thirds of its window: half an hour fires 25 minutes after the change, a quarter would after 15, an hour after 45.
      name: 'when most of the half hour was bad',
      given: [week(0.1, 0.4)],
      every: minutes(5),
      notYetAt: afterAWeek(20),
      at: afterAWeek(35),
      alerts: [{ labels: { category: 'pipeline' }, description: 'There are 0.4 errors of the category pipeline per second.' }],
    },
    {
      // The guard needs half of its window: half an hour fires 20 minutes after the change, a quarter would after 10, an hour after 35.
      name: 'when half of the half hour was above what matters',
      given: [week(0.0005, 0.02)],
      every: minutes(5),
      notYetAt: afterAWeek(15),
      at: afterAWeek(30),
      alerts: [{ labels: { category: 'pipeline' }, description: 'There are 0.02 errors of the category pipeline per second.' }],
    },
    {
      // The past needs half of its window: half an hour resolves 10 minutes after its change, a quarter would at once, an hour after 20.
      name: 'until it was as bad a week ago',
      given: [failingFor({ rate: perSecond(0.02, 'errors'), lasts: hours(2) }, { rate: perSecond(0.2, 'errors'), lasts: hours(2) }, { rate: perSecond(0.3, 'errors') })],
      every: minutes(5),
      at: afterAWeek(60),
      alsoAt: afterAWeek(60 + 5),
      resolvedAt: afterAWeek(60 + 15),
      alerts: [{ labels: { category: 'pipeline' }, description: 'There are 0.3 errors of the category pipeline per second.' }],
    },
  ],
  silent: [
    { name: 'at 0.0095 errors per second', given: [week(0.0005, 0.0095)], every: minutes(5), at: days(7.1) },
    { name: 'at 2.9 times last week', given: [week(0.1, 0.29)], every: minutes(5), at: days(7.1) },
    { name: 'at ten times almost nothing', given: [week(0.0005, 0.005)], every: minutes(5), at: days(7.1) },
  ],
});

export const providerRateLimited = alert('ProviderRateLimited', {
  ...common,
  when: sum(increase(errors.where({ category: 'rate_limit' }), minutes(10))).by('service').above(quantity(10, 'errors')),
  for: minutes(10),
  severity: 'warning',
  kind: 'cause',
  summary: 'A provider turns CanvasCast away for asking too often.',
  description: ({ labels, value }) => `The ${labels.service} met ${value} rate limits within ten minutes.`,
  runbook: 'canvascast/provider-rate-limited',
  fires: {
    name: 'at 12 within ten minutes',
    given: [failing('rate_limit', 12 / 600, 'worker')],
    notYetAt: minutes(9),
    at: minutes(25),
    alerts: [{ labels: { service: 'worker' }, description: 'The worker met 12 rate limits within ten minutes.' }],
  },
  silent: { name: 'at 9 within ten minutes', given: [failing('rate_limit', 9 / 600, 'worker')], at: [minutes(25), minutes(60)] },
});

export const dependencyAlerts = [serviceNotReady, probesMissing, dependencyUnhealthy, errorCategorySpike, errorCategoryAnomaly, providerRateLimited] as const satisfies readonly Alert[];
