import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Receiver } from '../../lib/route/receiver/receiver';
import { simulate } from '../../lib/route/simulate';
import { buatfilmContract } from '../../rules/buatfilm/contract';
import { buatfilmAlerts, buatfilmGroups } from '../../rules/buatfilm/groups';
import { buatfilmRouting, maintenance, receivers } from '../../rules/buatfilm/routing';
import { buatfilmProbes, buatfilmScrape } from '../../rules/buatfilm/targets';
import { routingWith } from '../../rules/routing';
import { silences, toldOf } from './routing';

const routing = routingWith(buatfilmRouting);

const { pager, slackCritical, call, slackHigh, emailTeam, slackMedium, emailLow, escalation } = receivers;

type Labels = Readonly<Record<string, string>>;

/** What an alert of BuatFilm carries when it reaches Alertmanager. */
function fired(name: string): Labels {
  const alert = buatfilmAlerts.find((candidate) => candidate.name === name);
  if (alert === undefined) throw new RangeError(`there is no alert ${name}`);
  return { alertname: name, ...alert.fixedLabels };
}

const names = (...all: readonly { readonly name: string }[]): readonly string[] => all.map(({ name }) => name).sort();

const told = (alert: Labels, at?: Date): readonly string[] => [...toldOf(routing, alert, at)].sort();

const byPriority = (severity: string): readonly string[] => buatfilmAlerts.filter((alert) => alert.severity === severity).map(({ name }) => name);

describe('priorities', () => {
  test('P0 pages, is told in Slack and rings the telephone, all at once', () => {
    for (const name of ['HighErrorRate', 'PaymentWebhookStopped', 'DatabaseDown', 'WorkerDown']) expect([name, told(fired(name))]).toEqual([name, names(pager, slackCritical, call, escalation)]);
    const waits = new Map(simulate(routing, fired('DatabaseDown')).deliveries.map(({ receiver, groupWait }) => [receiver, groupWait.value]));
    expect([pager, slackCritical, call].map(({ name }) => waits.get(name))).toEqual([10, 10, 10]);
  });

  test('P0 that nobody resolved or silenced goes to the second line after 15 minutes, each alert by itself', () => {
    const second = simulate(routing, fired('DatabaseDown')).deliveries.find(({ receiver }) => receiver === escalation.name);
    expect([second?.groupWait.value, second?.groupBy]).toEqual([900, 'all']);
  });

  test('P1 is told in Slack and by mail to the team', () => {
    for (const name of ['LowPaymentConversion', 'HighOutboxBacklog', 'ManyFailedWebhooks', 'SlowWebhookProcessing', 'MidtransUnavailable']) expect([name, told(fired(name))]).toEqual([name, names(slackHigh, emailTeam)]);
  });

  test('P2 is told in Slack alone', () => {
    for (const name of ['MidtransSlowResponse', 'HighPendingOrders', 'NotificationFailureRate']) expect([name, told(fired(name))]).toEqual([name, names(slackMedium)]);
  });

  test('P3 is mailed, and wakes nobody', () => {
    for (const name of ['HighMemoryUsage', 'DiskSpaceLow']) expect([name, told(fired(name))]).toEqual([name, names(emailLow)]);
  });

  test('are another word for severities: a label called priority changes nothing', () => {
    expect(told({ ...fired('DatabaseDown'), priority: 'P3' })).toEqual(told(fired('DatabaseDown')));
    expect(buatfilmAlerts.flatMap(({ fixedLabels }) => Object.keys(fixedLabels)).filter((label) => label === 'priority')).toEqual([]);
  });

  test('each have a group of rules, evaluated every 30 seconds', () => {
    const groups = buatfilmGroups.slice(0, 4);
    expect(groups.map(({ name, interval, rules }) => [name, interval?.value, rules.map((rule) => rule.name)])).toEqual([
      ['buatfilm-p0', 30, byPriority('critical')],
      ['buatfilm-p1', 30, byPriority('high')],
      ['buatfilm-p2', 30, byPriority('warning')],
      ['buatfilm-p3', 30, byPriority('info')],
    ]);
    expect(groups.flatMap(({ rules }) => rules)).toHaveLength(buatfilmAlerts.length);
  });
});

describe('timing', () => {
  test('alerts of one name and service share a message; the more urgent, the sooner again', () => {
    const timing = (name: string): readonly (number | undefined)[] => {
      const [first] = simulate(routing, fired(name)).deliveries;
      return [first?.groupWait.value, first?.groupInterval.value, first?.repeatInterval.value];
    };
    expect(simulate(routing, fired('HighErrorRate')).deliveries[0]?.groupKey).toEqual({ alertname: 'HighErrorRate', service: 'payment-api' });
    expect([timing('HighErrorRate'), timing('LowPaymentConversion'), timing('HighPendingOrders'), timing('DiskSpaceLow')]).toEqual([[10, 300, 3600], [30, 300, 4 * 3600], [30, 300, 12 * 3600], [30, 300, 12 * 3600]]);
  });

  test('the end is told from P0 to P2, and nobody is called for it', () => {
    const ends = (...all: readonly Receiver[]): readonly unknown[] => all.flatMap(({ integrations }) => integrations.map(({ settings }) => settings.send_resolved));
    expect([ends(pager, slackCritical, slackHigh, emailTeam, slackMedium), ends(call, emailLow)]).toEqual([[true, true, true, true, true], [false, false]]);
  });

  test('planned work is not told, whatever its priority, and ends by itself', () => {
    const [during, after] = [new Date('2026-12-12T20:00:00Z'), new Date('2026-12-12T21:30:00Z')];
    expect(maintenance.name).toBe('buatfilm-maintenance');
    for (const { name } of buatfilmAlerts) expect([name, told(fired(name), during), told(fired(name), after).length > 0]).toEqual([name, [], true]);
  });
});

describe('suppression', () => {
  test('a database that is down silences what follows from it', () => {
    for (const name of ['HighErrorRate', 'SlowWebhookProcessing', 'HighOutboxBacklog']) expect([name, silences(routing, fired('DatabaseDown'), fired(name))]).toEqual([name, true]);
    for (const name of ['PaymentWebhookStopped', 'WorkerDown']) expect([name, silences(routing, fired('DatabaseDown'), fired(name))]).toEqual([name, false]);
  });

  test('a provider that is down silences its own slowness, and never the page that webhooks stopped', () => {
    const down = fired('MidtransUnavailable');
    expect([silences(routing, down, fired('MidtransSlowResponse')), silences(routing, down, fired('MidtransErrorsHigh')), silences(routing, down, fired('PaymentWebhookStopped'))]).toEqual([true, true, false]);
    expect(told(fired('PaymentWebhookStopped')).filter((receiver) => receiver.includes('email'))).toEqual([]);
  });

  test('the more urgent of two disks speaks, and not the other way round', () => {
    const [much, little] = [fired('DiskSpaceVeryLow'), fired('DiskSpaceLow')];
    expect([silences(routing, much, little), silences(routing, little, much)]).toEqual([true, false]);
  });
});

describe('what is asked and what is owed', () => {
  test('the public API is asked every 30 seconds, the address for webhooks and Midtrans every minute', () => {
    const intervals = new Map(buatfilmProbes.flatMap(({ interval, targets }) => targets.map(({ name }) => [name, interval?.value] as const)));
    expect([intervals.get('buatfilm-api'), intervals.get('buatfilm-webhook'), intervals.get('midtrans')]).toEqual([30, 60, 60]);
  });

  test('a webhook address that takes an unsigned call is down', () => {
    const [probe] = buatfilmProbes.filter(({ targets }) => targets.some(({ name }) => name === 'buatfilm-webhook'));
    expect(probe?.module).toEqual({ kind: 'http', statusCodes: [400, 401, 403, 405] });
  });

  test('no label holds an id, a customer or a raw path', () => {
    const used = new Set(buatfilmContract.metrics.flatMap(({ declaration }) => Object.keys(declaration.labels)));
    expect([...used].filter((label) => /(^|_)id$|customer|user|email|phone|path|url/.test(label))).toEqual([]);
  });

  test('every job of the contract is scraped, and no summary is in it', () => {
    const scraped = new Set(buatfilmScrape.map(({ name }) => name));
    expect(buatfilmContract.metrics.flatMap(({ declaration }) => declaration.jobs).filter((job) => !scraped.has(job))).toEqual([]);
    expect(buatfilmContract.metrics.filter(({ declaration }) => declaration.type === 'summary')).toEqual([]);
  });

  test('every alert has a summary of one line, a description and a page', () => {
    for (const { name, summary, description, runbook } of buatfilmAlerts) {
      expect([name, summary.includes('\n'), description.length > 20, runbook.startsWith('buatfilm/')]).toEqual([name, false, true, true]);
    }
  });
});

describe('texts', () => {
  const root = resolve(__dirname, '../..');

  /** UTF-8 that was read as if every byte were a character, as a siren becomes `ðŸš¨` and a dash `â€”`. */
  const misread = (text: string): boolean => /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]/.test(text);

  test('that were decoded wrongly would be seen', () => {
    const wrongly = (text: string): string => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
    expect(['\u{1f6a8} CRITICAL', 'a \u2014 b', 'caf\u00e9'].map((text) => [misread(wrongly(text)), misread(text)])).toEqual([[true, false], [true, false], [true, false]]);
  });

  test('are UTF-8, in manifests as on pages', () => {
    const files = ['dist/buatfilm', 'docs/runbooks/buatfilm'].flatMap((folder) => readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => join(folder, name)));
    expect(files.length).toBeGreaterThan(30);
    expect(files.filter((file) => misread(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(root, file)))))).toEqual([]);
  });
});
