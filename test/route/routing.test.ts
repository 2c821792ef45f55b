import { describe, expect, test } from '@jest/globals';
import { hours, minutes, seconds } from '../../lib/core/duration';
import { BelfryError } from '../../lib/core/problem';
import { secretKey } from '../../lib/core/secret';
import { nowhere } from '../../lib/route/receiver/nowhere';
import { pagerDuty } from '../../lib/route/receiver/pagerduty';
import { slack } from '../../lib/route/receiver/slack';
import { webhook } from '../../lib/route/receiver/webhook';
import { renderRouting } from '../../lib/route/render';
import { routesFor } from '../../lib/route/routes-for';
import type { RoutingOptions } from '../../lib/route/routing';
import { routing } from '../../lib/route/routing';
import { simulate } from '../../lib/route/simulate';
import { businessHours, timeInterval } from '../../lib/route/time-interval/time-interval';

const pager = pagerDuty('pager', { routingKey: secretKey('receivers', 'pager') });
const chat = slack('chat', { apiUrl: secretKey('receivers', 'chat'), channel: '#alerts' });
const manager = webhook('manager', { url: 'https://manager.example/alerts' });
const outside = webhook('outside', { url: secretKey('receivers', 'outside'), sendResolved: false });

const vocabulary = { alertname: ['Down', 'Slow'], severity: ['critical', 'warning', 'info'], team: ['web', 'data'], service: 'open' } as const;
const { when, inhibit, ladder, team } = routesFor(vocabulary);

const office = businessHours('office', { timeZone: 'Europe/Kyiv', from: '09:00', to: '18:00' });
const nights = timeInterval('nights', { timeZone: 'UTC', times: [{ from: '00:00', to: '06:00' }] });

function tree(options: Omit<RoutingOptions, 'default'>): ReturnType<typeof routing> {
  return routing({ default: chat, ...options });
}

function told(options: Omit<RoutingOptions, 'default'>, labels: Readonly<Record<string, string>>): readonly string[] {
  return simulate(tree(options), labels).deliveries.map(({ receiver }) => receiver);
}

function checkOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof BelfryError) return error.problems[0]?.check;
    throw error;
  }
  return undefined;
}

describe('who is told', () => {
  const routes = [when({ severity: 'critical' }).to(pager, chat), when({ severity: ['warning', 'info'] }).to(chat)];

  test('every receiver of a route, each once', () => {
    expect(told({ routes }, { severity: 'critical' })).toEqual(['pager', 'chat']);
    expect(told({ routes }, { severity: 'info' })).toEqual(['chat']);
  });

  test('the default where no route takes the alert', () => {
    expect(told({ routes: [when({ severity: 'critical' }).to(pager)] }, { severity: 'warning' })).toEqual(['chat']);
  });

  test('the exception instead of the route', () => {
    const routesWithException = [when({ severity: 'critical' }).to(pager, chat).except(when({ service: 'staging' }).to(chat))];
    expect(told({ routes: routesWithException }, { severity: 'critical', service: 'staging' })).toEqual(['chat']);
    expect(told({ routes: routesWithException }, { severity: 'critical', service: 'shop' })).toEqual(['pager', 'chat']);
  });

  test('the receiver of the route around, where a route only divides', () => {
    const divided = [when({ team: 'web' }).routes(when({ severity: 'critical' }).to(pager))];
    expect(told({ routes: divided }, { team: 'web', severity: 'critical' })).toEqual(['pager']);
    expect(told({ routes: divided }, { team: 'web', severity: 'info' })).toEqual(['chat']);
  });

  test('copies besides whoever is told anyway, though they do not ask for it', () => {
    expect(told({ copies: [when({ severity: 'critical' }).to(manager)], routes }, { severity: 'critical' })).toEqual(['manager', 'pager', 'chat']);
    expect(told({ copies: [when({ severity: 'critical' }).to(manager)], routes }, { severity: 'info' })).toEqual(['chat']);
  });

  test('somebody else as well, when an alert lasts', () => {
    const escalating = [when({ severity: 'critical' }, { groupBy: ['alertname'], escalate: [{ after: minutes(30), to: manager }] }).to(pager)];
    const { deliveries } = simulate(tree({ routes: escalating }), { alertname: 'Down', severity: 'critical', service: 'shop' });
    expect(deliveries.map(({ receiver, groupBy, groupWait }) => [receiver, groupBy, groupWait.milliseconds])).toEqual([
      ['pager', ['alertname'], 30_000],
      ['manager', 'all', 1_800_000],
    ]);
  });
});

describe('teams', () => {
  const web = team('web', { owns: { team: 'web' }, default: chat, routes: [when({ severity: 'critical' }).to(pager)], inhibit: [inhibit({ source: { alertname: 'Down' }, target: { alertname: 'Slow' }, equal: [] })] });
  const data = team('data', { owns: { team: 'data' }, default: manager, repeatInterval: hours(1), routes: [] });

  test('are told of their own alerts alone', () => {
    expect(told({ teams: [web, data] }, { team: 'web', severity: 'critical' })).toEqual(['pager']);
    expect(told({ teams: [web, data] }, { team: 'data', severity: 'critical' })).toEqual(['manager']);
    expect(told({ teams: [web, data] }, { severity: 'critical' })).toEqual(['chat']);
  });

  test('silence their own alerts alone', () => {
    const both = tree({ teams: [web, data] });
    const firing = [{ alertname: 'Down', team: 'web' }];
    expect(simulate(both, { alertname: 'Slow', team: 'web' }, { firing }).inhibited?.reason).toContain('inhibited by Down');
    expect(simulate(both, { alertname: 'Slow', team: 'data' }, { firing }).inhibited).toBeUndefined();
  });

  test('must differ in a label', () => {
    const critical = team('critical', { owns: { severity: 'critical' }, default: pager, routes: [] });
    expect(checkOf(() => tree({ teams: [web, critical] }))).toBe('route/teams-overlap');
    expect(checkOf(() => tree({ teams: [web, data] }))).toBeUndefined();
  });

  test('must own something', () => {
    expect(checkOf(() => team('all', { owns: {}, default: pager, routes: [] }))).toBe('route/team-owns-all');
  });
});

describe('time intervals', () => {
  const night = new Date('2026-03-03T02:00:00Z');
  const noon = new Date('2026-03-03T12:00:00Z');
  const sunday = new Date('2026-03-01T12:00:00Z');

  test('hold for a route with several receivers and for its exceptions', () => {
    const quiet = tree({ routes: [when({ team: 'web' }, { muteDuring: [nights] }).to(pager, chat).except(when({ severity: 'info' }).to(manager))] });
    const muted = (labels: Readonly<Record<string, string>>, at: Date): readonly boolean[] => simulate(quiet, labels, { at }).deliveries.map((delivery) => delivery.muted !== undefined);
    expect(muted({ team: 'web' }, night)).toEqual([true, true]);
    expect(muted({ team: 'web', severity: 'info' }, night)).toEqual([true]);
    expect(muted({ team: 'web', severity: 'info' }, noon)).toEqual([false]);
  });

  test('say why nothing is told', () => {
    const quiet = tree({ routes: [when({ team: 'web' }, { activeDuring: [office] }).to(pager)] });
    expect(simulate(quiet, { team: 'web' }, { at: sunday }).deliveries[0]?.muted?.reason).toBe("outside its active time 'office'");
    expect(simulate(quiet, { team: 'web' }, { at: noon }).deliveries[0]?.muted).toBeUndefined();
  });

  test('cannot be confined twice to active times', () => {
    expect(checkOf(() => tree({ routes: [when({ team: 'web' }, { activeDuring: [office] }).routes(when({ severity: 'info' }, { activeDuring: [nights] }).to(chat))] }))).toBe('route/nested-active-times');
  });
});

describe('inhibition', () => {
  test('by a ladder silences the lower severities', () => {
    const laddered = tree({ inhibit: ladder({ from: ['critical', 'warning', 'info'], equal: ['alertname', 'service'] }) });
    const silenced = (labels: Readonly<Record<string, string>>, ...firing: readonly Readonly<Record<string, string>>[]): boolean => simulate(laddered, labels, { firing }).inhibited !== undefined;
    const at = (severity: string, service = 'shop'): Readonly<Record<string, string>> => ({ alertname: 'Slow', severity, service });
    expect(silenced(at('info'), at('critical'))).toBe(true);
    expect(silenced(at('info'), at('warning'))).toBe(true);
    expect(silenced(at('warning'), at('info'))).toBe(false);
    expect(silenced(at('warning'), at('critical', 'other'))).toBe(false);
  });

  test('needs two sides', () => {
    expect(checkOf(() => inhibit({ source: {}, target: { alertname: 'Slow' }, equal: [] }))).toBe('route/inhibition-side');
  });
});

describe('the heartbeat', () => {
  const heartbeat = { alert: 'Watchdog', to: outside, timeout: minutes(5) };

  test('goes outside alone, and often enough', () => {
    const beating = tree({ heartbeat, routes: [when({ severity: 'critical' }).to(pager)] });
    const [delivery, ...others] = simulate(beating, { alertname: 'Watchdog', severity: 'critical' }).deliveries;
    expect(others).toEqual([]);
    expect(delivery?.receiver).toBe('outside');
    expect((delivery?.repeatInterval.milliseconds ?? 0) + (delivery?.groupInterval.milliseconds ?? 0)).toBeLessThan(150_000);
  });

  test.each([
    ['route/heartbeat-timeout', { every: minutes(3) }],
    ['route/heartbeat-interval', { timeout: seconds(10) }],
    ['route/heartbeat-resolved', { to: manager }],
    ['route/heartbeat-nowhere', { to: nowhere('nobody', 'for the test') }],
  ])('is refused: %s', (check, change) => {
    expect(checkOf(() => tree({ heartbeat: { ...heartbeat, ...change } }))).toBe(check);
  });
});

describe('a mistake is refused at once', () => {
  test.each<readonly [string, () => unknown]>([
    ['route/empty-condition', () => when({})],
    ['route/empty-condition', () => when({ severity: [] })],
    ['route/regexp-flags', () => when({ service: /web/i })],
    ['route/regexp', () => when({ service: /(?=web)/ })],
    ['route/unknown-label-value', () => when({ severity: /page.*/ })],
    ['route/duplicate-delivery', () => when({ severity: 'info' }).to(chat, chat)],
    ['route/continue-into-several', () => when({ severity: 'info' }).to(chat, pager).except(when({ team: 'web' }, { continue: true }).to(manager))],
    ['route/timing', () => when({ severity: 'info' }, { groupInterval: minutes(0) }).to(chat)],
    ['route/timing', () => tree({ repeatInterval: minutes(0) })],
    ['route/group-by', () => when({ severity: 'info' }, { groupBy: ['team', 'team'] }).to(chat)],
    ['route/escalation-delay', () => when({ severity: 'info' }, { escalate: [{ after: minutes(0), to: pager }] }).to(chat)],
    ['route/escalation-alone', () => when({ severity: 'info' }, { escalate: [{ after: minutes(9), to: pager }] }).routes(when({ team: 'web' }).to(chat))],
    ['route/duplicate-name', () => tree({ routes: [when({ severity: 'info' }).to(slack('chat', { apiUrl: secretKey('receivers', 'other'), channel: '#other' }))] })],
    ['route/nowhere-reason', () => nowhere('nobody', ' ')],
    ['route/inhibition-equal', () => inhibit({ source: { alertname: 'Down' }, target: { alertname: 'Slow' }, equal: ['team', 'team'] })],
  ])('%s', (check, action) => {
    expect(checkOf(action)).toBe(check);
  });

  test('with what a plain JavaScript caller could get wrong', () => {
    const { when: looseWhen } = routesFor<Readonly<Record<string, readonly string[]>>>({ severity: vocabulary.severity });
    expect(() => looseWhen({ sevrity: 'critical' })).toThrow("no alert carries the label 'sevrity'");
    expect(() => looseWhen({ sevrity: 'critical' })).toThrow("did you mean 'severity'?");
    expect(() => looseWhen({ severity: 'critcal' })).toThrow("did you mean 'critical'?");
  });
});

test('renders what Alertmanager reads, with credentials as files', () => {
  const rendered = renderRouting(tree({ heartbeat: { alert: 'Watchdog', to: outside, timeout: minutes(5) }, routes: [when({ severity: 'critical', service: { not: 'staging' } }, { groupBy: 'all', muteDuring: [nights] }).to(pager)] }));
  expect(rendered.config).toMatchObject({
    route: {
      receiver: 'chat',
      group_by: ['alertname'],
      routes: [{ matchers: ['alertname="Watchdog"'] }, { matchers: ['severity="critical"', 'service!="staging"'], receiver: 'pager', group_by: ['...'], mute_time_intervals: ['nights'] }],
    },
    time_intervals: [{ name: 'nights', time_intervals: [{ times: [{ start_time: '00:00', end_time: '06:00' }], location: 'UTC' }] }],
  });
  expect(rendered.secrets.map(({ secret, key }) => `${secret}/${key}`)).toEqual(['receivers/chat', 'receivers/outside', 'receivers/pager']);
  expect(JSON.stringify(rendered.config)).toContain('"routing_key_file":"/etc/secrets/receivers/pager"');
  expect(rendered.templates.map(({ name }) => name)).toEqual(['belfry-common', 'belfry-pagerduty', 'belfry-slack', 'belfry-title']);
});
