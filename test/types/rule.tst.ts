import { describe, expect, test } from 'tstyche';
import { minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond, quantity } from '../../lib/core/quantity';
import { sum } from '../../lib/promql/aggregate';
import { sum as sumOfLogs } from '../../lib/logql/aggregate';
import { countOverTime } from '../../lib/logql/over-time';
import { absent, rate, ratio } from '../../lib/promql/functions';
import type { Condition } from '../../lib/promql/vector';
import { alert } from '../../lib/rule/alert';
import type { Alert } from '../../lib/rule/alert';
import { defineAlert } from '../../lib/rule/define-alert';
import { group } from '../../lib/rule/group';
import { logAlert } from '../../lib/rule/log-alert';
import type { LogAlert } from '../../lib/rule/log-alert';
import { record } from '../../lib/rule/recording';
import { grows, holds, observes } from '../../lib/rule/scenario/input';
import { writes } from '../../lib/rule/scenario/lines';
import { apiLogs } from '../logql/streams';
import { errors, latency, queueDepth, requests } from '../promql/metrics';

const five = minutes(5);
const perRoute = sum(rate(requests, five)).by('route');
const failed = ratio(sum(rate(requests.where({ status: '500' }), five)).by('route'), perRoute);
const tooMany: Condition<'ratio', 'route'> = failed.above(percent(5));

const given = [grows(requests, { method: 'GET', route: '/', status: '500' }, perSecond(1, 'requests'))];
const silent = { given: [], at: minutes(10) } as const;
const fires = { given, at: minutes(10), alerts: [{ labels: { route: '/' }, description: 'x' }] } as const;
const common = { severity: 'warning', kind: 'symptom', team: 'web', summary: 'Requests fail.', description: () => 'They do.', runbook: 'shop/errors' } as const;

describe('an alert', () => {
  test('knows the labels of its condition', () => {
    expect(alert('TooManyErrors', { ...common, when: tooMany, fires, silent })).type.toBe<Alert<'TooManyErrors', 'route'>>();
  });

  test('fires on a condition', () => {
    // @ts-expect-error Property '__condition' is missing in type
    alert('TooManyErrors', { ...common, when: failed, fires, silent });
    // @ts-expect-error Type 'string' is not assignable to type 'Condition
    alert('TooManyErrors', { ...common, when: 'errors > 5', fires, silent });
    // @ts-expect-error Property '__condition' is missing in type
    alert('TooManyErrors', { ...common, when: tooMany.or(failed), fires, silent });
    alert('TooManyErrors', { ...common, when: tooMany.or(tooMany), fires, silent });
  });

  test('is proven in both directions', () => {
    // @ts-expect-error Property 'silent' is missing in type
    alert('TooManyErrors', { ...common, when: tooMany, fires });
    // @ts-expect-error Property 'fires' is missing in type
    alert('TooManyErrors', { ...common, when: tooMany, silent });
  });

  test('says who acts and how', () => {
    const { runbook, ...withoutRunbook } = common;
    // @ts-expect-error Property 'runbook' is missing in type
    alert('TooManyErrors', { ...withoutRunbook, when: tooMany, fires, silent });
    const { team, ...withoutTeam } = common;
    // @ts-expect-error Property 'team' is missing in type
    alert('TooManyErrors', { ...withoutTeam, when: tooMany, fires, silent });
    const { summary, ...withoutSummary } = common;
    // @ts-expect-error Property 'summary' is missing in type
    alert('TooManyErrors', { ...withoutSummary, when: tooMany, fires, silent });
    void [runbook, team, summary];
  });

  test('has a severity of the vocabulary, and in one place', () => {
    alert('TooManyErrors', { ...common, severity: 'P1', when: tooMany, fires, silent });
    // @ts-expect-error Type '"urgent"' is not assignable to type 'SeverityName'
    alert('TooManyErrors', { ...common, severity: 'urgent', when: tooMany, fires, silent });
    // @ts-expect-error Type 'string' is not assignable to type 'undefined'
    alert('TooManyErrors', { ...common, labels: { severity: 'critical' }, when: tooMany, fires, silent });
    // @ts-expect-error Type 'string' is not assignable to type 'undefined'
    alert('TooManyErrors', { ...common, labels: { team: 'web' }, when: tooMany, fires, silent });
    alert('TooManyErrors', { ...common, labels: { service: 'shop' }, when: tooMany, fires, silent });
    // @ts-expect-error Type '"panic"' is not assignable to type 'AlertKind'
    alert('TooManyErrors', { ...common, kind: 'panic', when: tooMany, fires, silent });
    // @ts-expect-error Type 'number' is not assignable to type 'Duration'
    alert('TooManyErrors', { ...common, for: 300, when: tooMany, fires, silent });
  });

  test('describes itself with the labels that it has', () => {
    alert('TooManyErrors', { ...common, when: tooMany, description: ({ labels, value }) => `${labels.route} ${value}`, fires, silent });
    // @ts-expect-error Property 'instance' does not exist on type
    alert('TooManyErrors', { ...common, when: tooMany, description: ({ labels }) => labels.instance, fires, silent });
    // @ts-expect-error Property 'job' does not exist on type
    alert('ErrorsMissing', { ...common, when: absent(errors), description: ({ labels }) => labels.job, fires: { given, at: five, alerts: [{ description: 'x' }] }, silent });
  });

  test('expects the labels that it has', () => {
    // @ts-expect-error 'instance' does not exist in type
    alert('TooManyErrors', { ...common, when: tooMany, fires: { given, at: five, alerts: [{ labels: { instance: 'x' }, description: 'x' }] }, silent });
    // @ts-expect-error Property 'description' is missing in type
    alert('TooManyErrors', { ...common, when: tooMany, fires: { given, at: five, alerts: [{ labels: { route: '/' } }] }, silent });
  });
});

describe('a scenario', () => {
  test('has the unit of the metric', () => {
    holds(queueDepth, { queue: 'mail' }, quantity(5, 'orders'));
    // @ts-expect-error Type '"jobs"' is not assignable to type '"orders"'
    holds(queueDepth, { queue: 'mail' }, quantity(5, 'jobs'));
    // @ts-expect-error Type '"requests"' is not assignable to type '"requests/s"'
    grows(requests, { method: 'GET', route: '/', status: '200' }, quantity(5, 'requests'));
    observes(latency, { route: '/' }, { observed: [{ rate: perSecond(1, 'requests'), each: seconds(0.2) }] });
    // @ts-expect-error Type '"bytes"' is not assignable to type '"seconds"'
    observes(latency, { route: '/' }, { observed: [{ rate: perSecond(1, 'requests'), each: quantity(1, 'bytes') }] });
  });

  test('names every label, with a value that can be', () => {
    // @ts-expect-error Property 'status' is missing in type
    grows(requests, { method: 'GET', route: '/' }, perSecond(1, 'requests'));
    // @ts-expect-error Type '"5xx"' is not assignable to type
    grows(requests, { method: 'GET', route: '/', status: '5xx' }, perSecond(1, 'requests'));
    // @ts-expect-error 'pod' does not exist in type
    holds(queueDepth, { queue: 'mail', pod: 'x' }, quantity(5, 'orders'));
    // @ts-expect-error Type '"cellar"' is not assignable to type
    holds(queueDepth, { queue: 'mail', job: 'cellar' }, quantity(5, 'orders'));
  });

  test('lets gauges stand and counters grow', () => {
    // @ts-expect-error Type '"counter"' is not assignable to type '"gauge"'
    holds(requests, { method: 'GET', route: '/', status: '200' }, quantity(5, 'requests'));
    // @ts-expect-error Type '"gauge"' is not assignable to type '"counter"'
    grows(queueDepth, { queue: 'mail' }, perSecond(5, 'orders'));
  });
});

describe('a recorded series', () => {
  const recorded = record('route:http_requests:rate5m', { help: 'Requests.', expression: perRoute });

  test('has the unit and the labels of its expression', () => {
    expect(recorded.series.__type.unit).type.toBe<'requests/s'>();
    expect(recorded.series.__type.labels).type.toBe<'route'>();
    expect(record('job:x:sum', { help: 'x', expression: sum(perRoute) }).series.__type.labels).type.toBe<never>();
    expect(record('job:x:high', { help: 'x', expression: tooMany }).series.__type.unit).type.toBe<'ratio'>();
    sum(recorded.series).by('route');
    // @ts-expect-error the expression has no label 'instance'
    sum(recorded.series).by('instance');
    // @ts-expect-error rate() needs a counter or a histogram
    rate(recorded.series, five);
  });
});

describe('parameters', () => {
  const many = defineAlert('TooManyErrors', { threshold: percent(5), for: five }, (settings) => ({ ...common, for: settings.for, when: failed.above(settings.threshold), fires, silent }));

  test('are replaced by their own kind', () => {
    many.instance({ threshold: percent(2) });
    // @ts-expect-error Type '"seconds"' is not assignable to type '"ratio"'
    many.instance({ threshold: seconds(2) });
    // @ts-expect-error 'treshold' does not exist in type
    many.instance({ treshold: percent(2) });
    // @ts-expect-error but required in type 'Duration'
    many.instance({ for: quantity(300, 'seconds') });
  });
});

describe('a group', () => {
  test('holds rules', () => {
    // @ts-expect-error is not assignable to type 'Rule'
    group('shop', { rules: [tooMany] });
  });
});

describe('an alert on logs', () => {
  const lines = sumOfLogs(countOverTime(apiLogs.json('route'), five)).by('route');
  const many = lines.above(quantity(5, 'lines'));
  const line = { labels: { service_name: 'api', env: 'production' }, fields: { status: '500', route: '/pay' } } as const;
  const scenarios = { fires: { given: [writes(apiLogs, quantity(6, 'lines'), line)], alerts: [{ labels: { route: '/pay' }, description: 'They do.' }] }, silent: { given: [] } } as const;

  test('is proven by lines of declared streams', () => {
    // @ts-expect-error '"599"' is not assignable to type '"200" | "404" | "500"
    writes(apiLogs, quantity(6, 'lines'), { ...line, fields: { status: '599' } });
    // @ts-expect-error Property 'env' is missing
    writes(apiLogs, quantity(6, 'lines'), { ...line, labels: { service_name: 'api' } });
    // @ts-expect-error Type '"requests"' is not assignable to type '"lines"'
    writes(apiLogs, quantity(6, 'requests'), line);
    // @ts-expect-error Property 'silent' is missing
    logAlert('ManyLines', { ...common, when: many, fires: scenarios.fires });
  });

  test('knows the labels of its condition', () => {
    expect(logAlert('ManyLines', { ...common, ...scenarios, when: many })).type.toBe<LogAlert<'ManyLines', 'route'>>();
    logAlert('ManyLines', { ...common, ...scenarios, when: many, description: ({ labels }) => `${labels.route} says much.` });
    // @ts-expect-error Property 'status' does not exist
    logAlert('ManyLines', { ...common, ...scenarios, when: many, description: ({ labels }) => `${labels.status} says much.` });
  });

  test('fires on a condition of logs', () => {
    // @ts-expect-error Property '__condition' is missing in type
    logAlert('ManyLines', { ...common, ...scenarios, when: lines });
    // @ts-expect-error is missing in type 'Condition
    logAlert('ManyLines', { ...common, ...scenarios, when: tooMany });
    // @ts-expect-error is not assignable to type
    alert('ManyLines', { ...common, when: many, fires, silent });
  });
});
