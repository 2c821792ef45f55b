import { describe, expect, test } from '@jest/globals';
import { simulate } from '../../lib/route/simulate';
import { baselineDashboards } from '../../dashboards/baseline';
import { canvascastDashboards } from '../../dashboards/canvascast';
import { baselineContract } from '../../rules/baseline/contract';
import type { GatedSystem } from '../../rules/baseline/gate';
import { gate, gateReport } from '../../rules/baseline/gate';
import { backendMail, backendPager, backendSlack, baselineRouting, incidents } from '../../rules/baseline/routing';
import { baseline } from '../../rules/baseline/system';
import { baselineProbes, baselineScrape } from '../../rules/baseline/targets';
import { canvascastContract } from '../../rules/canvascast/contract';
import { canvascast } from '../../rules/canvascast/system';
import { canvascastProbes, canvascastScrape } from '../../rules/canvascast/targets';
import { routingWith } from '../../rules/routing';
import { silences, toldOf } from './routing';

const routing = routingWith(baselineRouting);

const labels = (alertname: string, severity: string, service = 'api'): Readonly<Record<string, string>> => ({ alertname, severity, service, team: 'backend' });

describe('who is told of what', () => {
  test('a critical alert pages, is told in Slack and opens an incident', () => {
    expect(toldOf(routing, labels('DatabaseDown', 'critical'))).toEqual([backendPager.name, backendSlack.name, incidents.name]);
  });

  test('a warning is told in Slack alone', () => {
    expect(toldOf(routing, labels('HighResponseTime', 'warning'))).toEqual([backendSlack.name]);
  });

  test('what is neither is mailed', () => {
    expect(toldOf(routing, labels('Digest', 'info'))).toEqual([backendMail.name]);
  });

  test('alerts of one name and service share a message', () => {
    const [delivery] = simulate(routing, labels('HighResponseTime', 'warning')).deliveries;
    expect(delivery?.groupKey).toEqual({ alertname: 'HighResponseTime', service: 'api' });
    expect([delivery?.groupWait.value, delivery?.groupInterval.value, delivery?.repeatInterval.value]).toEqual([30, 300, 4 * 3600]);
  });

  test('a database that is down silences what follows from it', () => {
    const down = labels('DatabaseDown', 'critical');
    for (const follows of ['HighErrorRate', 'HighResponseTime', 'ServiceNotReady']) expect([follows, silences(routing, down, labels(follows, 'critical'))]).toEqual([follows, true]);
    expect(silences(routing, down, labels('QueueDown', 'critical', 'queue'))).toBe(false);
  });
});

test('both addresses are asked every 30 seconds', () => {
  expect(baselineProbes.map(({ interval, targets }) => [interval?.value, targets.map(({ address }) => new URL(address).pathname)])).toEqual([[30, ['/health/live', '/health/ready']]]);
});

describe('the gate', () => {
  const gated: GatedSystem = { system: baseline, contract: baselineContract, scrape: baselineScrape, probes: baselineProbes, dashboards: baselineDashboards.map(({ title }) => title) };

  test('is passed by the backend, and by CanvasCast', () => {
    expect(gate(gated).filter(({ missing }) => missing.length > 0)).toEqual([]);
    expect(gate({ system: canvascast, contract: canvascastContract, scrape: canvascastScrape, probes: canvascastProbes, dashboards: canvascastDashboards.map(({ title }) => title) }).filter(({ missing }) => missing.length > 0)).toEqual([]);
  });

  test('the report names all eight items', () => {
    expect(gateReport(gated).split('\n')).toEqual([
      '[x] logs are JSON lines with an id that joins them',
      '[x] the application serves metrics, and they are scraped',
      '[x] rate, errors and duration are measured',
      '[x] requests are traced',
      '[x] life and readiness are asked',
      '[x] failures page, and slowness is told',
      '[x] errors are tracked',
      '[x] there is something to look at',
    ]);
  });

  test.each<readonly [string, Partial<GatedSystem>, string]>([
    ['logs', { contract: { ...baselineContract, logs: { fields: {}, levels: {}, events: [] } } }, '[ ] logs are JSON lines with an id that joins them: level, trace_id, an event missing'],
    ['scraping', { scrape: [] }, '[ ] the application serves metrics, and they are scraped: a scrape job for backend-api missing'],
    ['metrics', { contract: { ...baselineContract, metrics: [] } }, '[ ] rate, errors and duration are measured: counter, histogram missing'],
    ['traces', { contract: { ...baselineContract, traces: { services: [], spans: [] } } }, '[ ] requests are traced: a span missing'],
    ['probes', { probes: [] }, '[ ] life and readiness are asked: life, readiness missing'],
    ['alerts', { system: { ...baseline, groups: [] } }, '[ ] failures page, and slowness is told: a critical alert on failures, an alert on slowness missing'],
    ['dashboards', { dashboards: [] }, '[ ] there is something to look at: a dashboard missing'],
  ])('is not passed without %s', (_what, without, line) => {
    expect(gateReport({ ...gated, ...without })).toContain(line);
  });
});
