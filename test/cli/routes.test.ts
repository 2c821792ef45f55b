import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routesLint, routesShow, routesTest } from '../../lib/cli/routes';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-routes-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let count = 0;
function file(content: string): string {
  count += 1;
  const path = join(folder, `${count}.yml`);
  writeFileSync(path, content);
  return path;
}

const receivers = `
receivers:
  - { name: chat, webhook_configs: [{ url: 'https://chat.example' }] }
  - { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }
`;

const sound = `
route:
  receiver: chat
  group_by: [alertname, service]
  routes:
    - matchers: ['severity="critical"']
      receiver: pager
      group_by: ['...']
      continue: true
    - matchers: ['severity=~"critical|warning"']
      receiver: chat
      mute_time_intervals: [nights]
time_intervals:
  - name: nights
    time_intervals: [{ times: [{ start_time: '22:00', end_time: '24:00' }], location: Europe/Kyiv }]
${receivers}`;

const soundRules = `
groups:
  - name: shop
    rules:
      - { alert: ShopDown, expr: 'sum by (service) (up{job="shop"}) == 0', labels: { severity: critical } }
      - { alert: ShopSlow, expr: 'max by (service) (shop_latency_seconds) > 1', labels: { severity: warning } }
      - { record: 'shop:up:sum', expr: 'sum(up)' }
`;

describe('routes lint', () => {
  test('finds nothing in a sound tree, with or without its rules', () => {
    expect(routesLint({ config: file(sound) })).toMatchObject({ json: [], exitStatus: 0, text: '0 problems\n' });
    expect(routesLint({ config: file(sound), rules: [file(soundRules)] })).toMatchObject({ json: [], exitStatus: 0 });
  });

  test('says what, where and how to mend it', () => {
    const config = file(`
route:
  receiver: chat
  routes:
    - matchers: ['team="web"']
      receiver: chat
    - matchers: ['team="web"', 'severity="critical"']
      receiver: pager
${receivers}`);
    const { json, exitStatus, text } = routesLint({ config });
    expect(exitStatus).toBe(1);
    expect(json).toEqual([
      {
        check: 'route/swallowed',
        severity: 'error',
        file: config,
        line: 7,
        column: 7,
        route: 'route {severity="critical",team="web"}',
        message: `no alert ever arrives here: route {team="web"} (${config}:5:7) takes every one that would`,
        fix: 'move it before them, narrow their matchers, or give them continue: true where both are to be told',
      },
    ]);
    expect(text).toContain('^^^^');
  });

  test('judges the tree by the rules that it serves', () => {
    const rules = file(`
groups:
  - name: shop
    rules:
      - { alert: ShopDown, expr: 'sum(up{job="shop"}) == 0', labels: { severity: page } }
      - { alert: ShopSlow, expr: 'max(shop_latency_seconds) > 1', labels: { severity: warning } }
`);
    const { json, exitStatus } = routesLint({ config: file(sound), rules: [rules] });
    expect(exitStatus).toBe(0);
    expect(json.map(({ check }) => check).sort()).toEqual(['route/default-only', 'route/group-by-unknown', 'route/idle']);
  });

  test('takes a label with a template for any value', () => {
    const rules = file(`
groups:
  - name: shop
    rules:
      - { alert: ShopDown, expr: 'sum by (service) (up{job="shop"}) == 0', labels: { severity: '{{ if gt $value 1.0 }}critical{{ else }}warning{{ end }}' } }
`);
    expect(routesLint({ config: file(sound), rules: [rules] }).json.filter(({ check }) => check !== 'route/default-only')).toEqual([]);
  });

  test.each([
    ['route/unknown-receiver', "route: { receiver: chta }"],
    ['route/unknown-interval', "route: { receiver: chat, routes: [{ matchers: ['a=b'], mute_time_intervals: [nigths] }] }"],
    ['route/root', "route: { receiver: chat, matchers: ['a=b'] }"],
    ['route/root', 'route: { receiver: chat, continue: true }'],
    ['route/root', 'route: { group_by: [alertname] }'],
    ['route/timing', 'route: { receiver: chat, group_interval: 0s }'],
    ['route/config', 'route: { receiver: chat, group_wait: soon }'],
    ['route/config', 'route: { receiver: chat, recevier: chat }'],
    ['route/config', 'route: { receiver: chat, routes: { receiver: pager } }'],
    ['route/group-by', "route: { receiver: chat, group_by: ['...', alertname] }"],
    ['route/group-by', 'route: { receiver: chat, group_by: [team, team] }'],
    ['route/matcher', "route: { receiver: chat, routes: [{ matchers: ['severity'] }] }"],
    ['route/regexp', "route: { receiver: chat, routes: [{ match_re: { severity: '(' } }] }"],
    ['route/duplicate-name', 'route: { receiver: chat }', '  - { name: chat }'],
    ['route/receiver-incomplete', 'route: { receiver: chat }', '  - { name: mail, email_configs: [{ to: a@example.org }] }'],
    ['route/receiver-contradiction', 'route: { receiver: chat }', "  - { name: hook, webhook_configs: [{ url: 'https://a.example', url_file: /a }] }"],
    ['route/receiver-contradiction', 'global: { smtp_auth_password: a, smtp_auth_password_file: /a }\nroute: { receiver: chat }'],
    ['route/receiver-contradiction', "global: { slack_api_url: 'https://hooks.example', slack_app_token: a }\nroute: { receiver: chat }"],
    ['route/receiver-contradiction', 'route: { receiver: chat }', "  - { name: s, slack_configs: [{ api_url: 'https://hooks.example', app_token: a }] }"],
    ['route/receiver-contradiction', 'route: { receiver: chat }', "  - { name: s, slack_configs: [{ api_url: 'https://hooks.example', update_message: true }] }"],
    ['route/time-zone', "route: { receiver: chat }\ntime_intervals: [{ name: a, time_intervals: [{ location: Europe/Kiew }] }]"],
    ['route/time-zone', "route: { receiver: chat }\ntime_intervals: [{ name: a, time_intervals: [{ location: europe/berlin }] }]"],
    ['route/time-interval', "route: { receiver: chat }\ntime_intervals: [{ name: a, time_intervals: [{ times: [{ start_time: '22:00', end_time: '06:00' }] }] }]"],
    ['route/time-interval', "route: { receiver: chat }\ntime_intervals: [{ name: a, time_intervals: [{ weekdays: ['friday:monday'] }] }]"],
  ])('reports as an error what Alertmanager refuses: %s in %s', (check, tree, moreReceivers = '') => {
    const { json, exitStatus } = routesLint({ config: file(`${tree}${receivers}${moreReceivers}`) });
    expect(json.filter(({ severity }) => severity === 'error').map((problem) => problem.check)).toContain(check);
    expect(exitStatus).toBe(1);
  });

  test.each([
    ['route/classic-matcher', "routes: [{ matchers: ['severity=~warning|info'] }, { matchers: ['team=\"a\\b\"'] }, { matchers: [foo=bar baz] }]"],
    ['route/deprecated-match', 'routes: [{ match: { severity: critical }, receiver: pager }]'],
  ])('warns of what Alertmanager is about to refuse: %s', (check, routes) => {
    const { json } = routesLint({ config: file(`route: { receiver: chat, ${routes} }\n${receivers}`) });
    expect(json.map((problem) => problem.check)).toContain(check);
  });

  test.each([
    ['an unknown receiver', 'route/unknown-receiver', 'route: { receiver: chta }', ''],
    ['a receiver without its credential', 'route/receiver-incomplete', 'route: { receiver: chat }', "  - { name: slack, slack_configs: [{ channel: '#shop' }] }"],
    ['inhibitions in a circle', 'route/inhibition-circle', "route: { receiver: chat }\ninhibit_rules:\n  - { source_matchers: [alertname=A], target_matchers: [alertname=B], equal: [team] }\n  - { source_matchers: [alertname=B], target_matchers: [alertname=A], equal: [team] }", ''],
    ['an empty matcher', 'route/empty-matcher', "route: { receiver: chat, routes: [{ receiver: pager, matchers: [''] }] }", ''],
    ['no matcher', 'route/empty-matcher', 'route: { receiver: chat, routes: [{ receiver: pager, matchers: [] }] }', ''],
    ['an interval that overlaps itself', 'route/overlapping-times', "route: { receiver: chat }\ntime_intervals: [{ name: a, time_intervals: [{ times: [{ start_time: '08:00', end_time: '12:00' }, { start_time: '11:00', end_time: '13:00' }] }] }]", ''],
    ['an unknown time zone', 'route/time-zone', 'route: { receiver: chat }\ntime_intervals: [{ name: a, time_intervals: [{ location: Europe/Kiew }] }]', ''],
  ])('says where %s stands, and how to mend it', (_, check, tree, moreReceivers) => {
    const config = file(`${tree}${receivers}${moreReceivers}`);
    const found = routesLint({ config }).json.filter((problem) => problem.check === check);
    expect(found).toHaveLength(1);
    expect(found).toEqual([expect.objectContaining({ file: config, line: expect.any(Number), column: expect.any(Number), message: expect.stringMatching(/./), fix: expect.stringMatching(/./) })]);
  });

  test.each([
    ['a file that is not there', () => join(folder, 'missing.yml')],
    ['a file that is no YAML', () => file('route: [')],
    ['a file without a route', () => file('receivers: []')],
    ['an empty file', () => file('')],
  ])('ends with status 2 for %s', (_, path) => {
    const { json, exitStatus } = routesLint({ config: path() });
    expect(exitStatus).toBe(2);
    expect(json).toHaveLength(1);
    expect(json[0]?.message).not.toBe('');
  });

  test('ends with status 2 for rules that cannot be read', () => {
    expect(routesLint({ config: file(sound), rules: [join(folder, 'missing.yml')] }).exitStatus).toBe(2);
  });
});

describe('routes test', () => {
  test('says who is told', () => {
    expect(routesTest({ config: file(sound), labels: ['severity=critical', 'service=shop'], at: '2026-01-15T20:30:00Z' })).toMatchObject({
      json: [
        { receiver: 'pager', groupBy: ['...'], muted: false },
        { receiver: 'chat', groupBy: ['alertname', 'service'], muted: true },
      ],
      exitStatus: 0,
    });
    expect(routesTest({ config: file(sound), labels: ['severity=critical'], at: '2026-01-15T23:30:00+02:00' }).json.map(({ muted }) => muted)).toEqual([false, true]);
    expect(routesTest({ config: file(sound), labels: ['severity=critical'], at: '2026-07-15T20:30:00Z' }).json.map(({ muted }) => muted)).toEqual([false, true]);
    expect(routesTest({ config: file(sound), labels: ['severity=critical'], at: '2026-07-15T21:30:00Z' }).json.map(({ muted }) => muted)).toEqual([false, false]);
    expect(routesTest({ config: file(sound), labels: [] }).json).toEqual([{ receiver: 'chat', groupBy: ['alertname', 'service'], muted: false }]);
  });

  test.each([
    ['route/label', { labels: ['severity'] }],
    ['route/label', { labels: ['severity=~critical'] }],
    ['route/label', { labels: ['=critical'] }],
    ['route/moment', { labels: [], at: 'yesterday' }],
    ['route/moment', { labels: [], at: '2026-13-01T00:00:00Z' }],
  ])('refuses what is no %s', (check, question) => {
    expect(() => routesTest({ config: file(sound), ...question })).toThrow(check);
  });

  test('takes labels with any value', () => {
    const config = file(`route: { receiver: chat, routes: [{ matchers: ['query="a=b,c"'], receiver: pager }] }\n${receivers}`);
    expect(routesTest({ config, labels: ['query=a=b,c'] }).json.map(({ receiver }) => receiver)).toEqual(['pager']);
  });

  test('refuses a tree that Alertmanager refuses', () => {
    expect(() => routesTest({ config: file('route: { receiver: nobody }'), labels: [] })).toThrow("no receiver is called 'nobody'");
  });
});

test('routes show draws the tree with the alerts under each route', () => {
  const { text, json } = routesShow({ config: file(sound), rules: [file(soundRules)] });
  expect(text).toBe(`default -> chat  (by alertname, service, wait 30s, every 5m, repeat 4h)
+-- {severity="critical"} -> pager, then on  (each alert alone, wait 30s, every 5m, repeat 4h)
|     ShopDown
\`-- {severity=~"critical|warning"} -> chat, muted during nights
      ShopDown, ShopSlow
`);
  expect(json.routes[1]?.alerts).toEqual(['ShopDown', 'ShopSlow']);
});
