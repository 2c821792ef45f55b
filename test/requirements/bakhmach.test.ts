import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { days, formatDuration, seconds } from '../../lib/core/duration';
import { percent } from '../../lib/core/quantity';
import type { MetricDeclaration } from '../../lib/metric/declaration';
import { simulate } from '../../lib/route/simulate';
import type { Alert } from '../../lib/rule/alert';
import { alertsOf } from '../../lib/rule/group';
import { objective, objectiveText, timeText } from '../../lib/rule/slo/objective';
import { bakhmachGroups } from '../../rules/bakhmach/groups';
import { bakhmachRouting, receivers } from '../../rules/bakhmach/routing';
import { errorLimit } from '../../rules/bakhmach/service-alerts';
import { availabilitySlo, bakhmachSlos, featureSlos, latencySlo, successSlo } from '../../rules/bakhmach/slos';
import { bakhmach } from '../../rules/bakhmach/system';
import { bakhmachProbes, bakhmachScrape } from '../../rules/bakhmach/targets';
import { belfry } from '../../rules/belfry/system';
import { routingWith } from '../../rules/routing';
import { silences, toldOf } from './routing';

const routing = routingWith(bakhmachRouting);

const labels = (alertname: string, severity: string, service: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({ alertname, severity, service, team: 'bakhmach', ...more });

const { critical, warning, ticket, escalation } = receivers;

const alerts = alertsOf(bakhmachGroups);

describe('who is told of what', () => {
  test('a critical alert is mailed and told in the chat', () => {
    expect(toldOf(routing, labels('DatabaseDown', 'critical', 'database'))).toEqual([critical.name, warning.name]);
  });

  test('a warning is told in the chat alone', () => {
    expect(toldOf(routing, labels('HighLatencyP95', 'warning', 'backend'))).toEqual([warning.name]);
  });

  test('the fastest burn pages, the next is told in the chat, the slowest is a ticket', () => {
    const burns = availabilitySlo.alerts.filter(({ name }) => name.includes('Burn'));
    expect(burns.map(({ name, severity }) => [name, toldOf(routing, labels(name, severity, 'backend'))])).toEqual([
      ['AvailabilityBudgetBurn1h', [critical.name, warning.name]],
      ['AvailabilityBudgetBurn6h', [warning.name]],
      ['AvailabilityBudgetBurn3d', [ticket.name]],
    ]);
  });

  test('alerts of one name and service share a message', () => {
    const [delivery] = simulate(routing, labels('HighLatencyP95', 'warning', 'backend')).deliveries;
    expect(delivery?.groupKey).toEqual({ alertname: 'HighLatencyP95', service: 'backend' });
    expect([delivery?.groupWait.value, delivery?.groupInterval.value, delivery?.repeatInterval.value]).toEqual([30, 300, 4 * 3600]);
  });

  test('failing requests call the next line after a quarter of an hour, and at once above ten percent', () => {
    const waits = (name: string): readonly (readonly [string, number])[] => simulate(routing, labels(name, 'critical', 'backend')).deliveries.map(({ receiver, groupWait }) => [receiver, groupWait.value]);
    expect(waits('HighErrorRate')).toEqual([[critical.name, 30], [warning.name, 30], [escalation.name, 900]]);
    expect(waits('VeryHighErrorRate')).toEqual([[critical.name, 30], [warning.name, 30], [escalation.name, 30]]);
  });
});

describe('who is silenced by what', () => {
  test('a database that is down silences failing requests', () => {
    const down = labels('DatabaseDown', 'critical', 'database');
    for (const name of ['HighErrorRate', 'VeryHighErrorRate']) expect([name, silences(routing, down, labels(name, 'critical', 'backend'))]).toEqual([name, true]);
    expect(silences(routing, down, labels('HighMemoryUsage', 'critical', 'hosts'))).toBe(false);
  });

  test('the higher error rate silences the lower, and not the other way round', () => {
    const [high, veryHigh] = [labels('HighErrorRate', 'critical', 'backend'), labels('VeryHighErrorRate', 'critical', 'backend')];
    expect([silences(routing, veryHigh, high), silences(routing, high, veryHigh)]).toEqual([true, false]);
  });

  test('what is critical silences the warnings of the same part, and of no other', () => {
    const failing = labels('HighErrorRate', 'critical', 'backend');
    expect(silences(routing, failing, labels('HighLatencyP95', 'warning', 'backend'))).toBe(true);
    expect(silences(routing, failing, labels('LowCacheHitRatio', 'warning', 'cache'))).toBe(false);
    const [memory, disk] = [(instance: string) => labels('HighMemoryUsage', 'critical', 'hosts', { instance }), (instance: string) => labels('DiskUsageHigh', 'warning', 'hosts', { instance })];
    expect([silences(routing, memory('node-a'), disk('node-a')), silences(routing, memory('node-a'), disk('node-b'))]).toEqual([true, false]);
  });
});

describe('the promises', () => {
  test('99.9 % of 30 days leaves 43 min 12 s', () => {
    expect(objectiveText(availabilitySlo.objective)).toBe('99.9 % over 30 d, which leaves 43 min 12 s');
    expect(timeText(objective('a year', percent(99.9), days(365)).downtime)).toBe('8 h 45 min 36 s');
    // Nine hours and twenty-six minutes a month would be another promise.
    expect(timeText(objective('the other', percent(98.69), days(30)).downtime)).toBe('9 h 25 min 55 s');
  });

  test('three objectives have three budgets', () => {
    expect(bakhmachSlos.slice(0, 3).map(({ name, objective: { budget } }) => [name, Number(budget.value.toPrecision(6))])).toEqual([
      ['bakhmach-availability', 0.001],
      ['bakhmach-latency', 0.01],
      ['bakhmach-success', 0.01],
    ]);
    expect(featureSlos.map(({ name, alerts: own }) => [name, new Set(own.map(({ fixedLabels }) => fixedLabels.feature))])).toEqual([
      ['bakhmach-payments-success', new Set(['payments'])],
      ['bakhmach-orders-success', new Set(['orders'])],
      ['bakhmach-reports-success', new Set(['reports'])],
    ]);
  });

  test('an alert that speaks later than its objective breaks has a burn alert beside it', () => {
    const thresholds = (slo: typeof availabilitySlo): readonly number[] => slo.alarms.map(({ threshold }) => threshold);
    // Five percent of failures spend the budget of availability fifty times too fast, in 14.4 hours: burn alerts speak before.
    const burn = errorLimit.value / availabilitySlo.objective.budget.value;
    expect([Math.round(burn), formatDuration(seconds(days(30).value / Math.round(burn)))]).toEqual([50, '14h24m']);
    expect(thresholds(availabilitySlo)).toEqual([0.0144, 0.006, 0.001]);
    // One in twenty beyond a second is an alert; one in a hundred beyond half a second breaks the promise.
    expect(Math.min(...thresholds(latencySlo))).toBe(0.01);
    expect(Math.min(...thresholds(successSlo))).toBe(0.01);
    expect(bakhmachSlos.flatMap(({ alerts: own }) => own).filter(({ kind }) => kind === 'symptom').every((one) => alerts.includes(one))).toBe(true);
  });
});

const configuration = readFileSync(join(resolve(__dirname, '../..'), 'dist/bakhmach/prometheus.yaml'), 'utf8');

const jobs: readonly string[] = Array.from(configuration.matchAll(/job_name: (\S+)/g), ([, name = '']) => name);

describe('what is watched', () => {
  test('every job has one name, and Prometheus watches itself under its own', () => {
    expect(jobs).toEqual([...new Set(jobs)]);
    expect(jobs).toEqual(expect.arrayContaining(['prometheus', ...bakhmachScrape.map(({ name }) => name)]));
    expect(jobs).not.toContain('bakhmach-services');
  });

  const declared = new Map<string, MetricDeclaration>([...belfry.metrics, ...bakhmach.metrics].map(({ declaration }) => [declaration.name, declaration]));

  /** Metrics of an alert that nobody who is scraped has. */
  const unscraped = ({ expression }: Alert, scraped: readonly string[]): readonly string[] => {
    const names = Array.from(JSON.stringify(expression).matchAll(/"name":"([a-zA-Z_0-9]+)","matchers"/g), ([, name = '']) => name);
    return names.filter((name) => {
      const owners = (declared.get(name) ?? declared.get(name.replace(/_(?:bucket|count|sum)$/, '')))?.jobs ?? [];
      return !owners.some((job) => scraped.includes(job));
    });
  };

  test('every metric of an alert has somebody who is scraped for it', () => {
    const ofMetrics = alerts.filter(({ fixedLabels }) => fixedLabels.slo === undefined);
    expect(ofMetrics.flatMap((one) => unscraped(one, jobs).map((name) => `${one.name}: ${name}`))).toEqual([]);
    const withoutNodes = jobs.filter((job) => job !== 'node-exporter');
    expect(ofMetrics.filter((one) => unscraped(one, withoutNodes).length > 0).map(({ name }) => name)).toEqual(['HighMemoryUsage', 'DiskUsageHigh']);
  });

  test('every alert has a severity, a team and a page', () => {
    expect(alerts.length).toBeGreaterThan(30);
    for (const { name, severity, team, runbook } of alerts) expect([name, ['critical', 'warning', 'info'].includes(severity), team, runbook.startsWith('bakhmach/')]).toEqual([name, true, 'bakhmach', true]);
  });

  test('the hub is asked every 15 seconds, a provider every minute', () => {
    const intervals = new Map(bakhmachProbes.flatMap(({ interval, targets }) => targets.map(({ name }) => [name, interval?.value] as const)));
    expect(Object.fromEntries(intervals)).toEqual({ 'backend-live': 15, 'backend-ready': 15, 'payment-cards': 60, 'payment-transfers': 60 });
  });
});
