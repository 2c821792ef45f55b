import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Data } from '../../lib/core/yaml';
import { toYaml } from '../../lib/core/yaml';
import { loadForeign } from '../../lib/route/foreign/load';
import { simulate } from '../../lib/route/simulate';
import { runTool } from '../../tools/toolchain';
import { generatedRouting } from '../route/generated-files';

/** The document's configuration of Alertmanager, written anew: refused by the real program and by checks, where ours is taken. */

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-mistakes-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What is corrected, one mistake after the other. */
interface Corrections {
  readonly relay?: boolean;
  readonly sender?: boolean;
  readonly receivers?: readonly string[];
}

function original({ relay = false, sender = false, receivers = [] }: Corrections): Data {
  const routes = [
    [{ severity: 'critical' }, 'pagerduty-critical', true],
    [{ priority: 'P0' }, 'slack-critical', true],
    [{ priority: 'P0' }, 'call-on-call', false],
    [{ priority: 'P1' }, 'email-team', false],
  ] as const;
  return {
    route: { receiver: 'default', group_by: ['alertname', 'cluster', 'service'], group_wait: '10s', group_interval: '10s', repeat_interval: '12h', routes: routes.map(([match, receiver, goesOn]) => ({ match, receiver, continue: goesOn })) },
    receivers: [
      { name: 'pagerduty-critical', pagerduty_configs: [{ service_key: '0123456789abcdef0123456789abcdef', url: 'https://events.pagerduty.com/v2/enqueue' }] },
      { name: 'slack-critical', slack_configs: [{ api_url: 'https://hooks.slack.com/services/T000/B000/XXX', channel: '#alerts-critical' }] },
      { name: 'email-team', email_configs: [{ to: 'oncall@agentbar.example.com', ...(relay ? { smarthost: 'smtp.agentbar.example.com:587' } : {}), ...(sender ? { from: 'belfry@agentbar.example.com' } : {}) }] },
      ...receivers.map((name) => ({ name })),
    ],
  };
}

async function amtool(config: Data): Promise<string> {
  const file = join(folder, 'alertmanager.yml');
  writeFileSync(file, toYaml(config));
  const { status, stdout, stderr } = await runTool('amtool', ['check-config', file]);
  return status === 0 ? 'taken' : `${stdout}${stderr}`;
}

const whole: Corrections = { relay: true, sender: true, receivers: ['default', 'call-on-call'] };

const problemsOf = (config: Data): readonly string[] => [...new Set(loadForeign(toYaml(config), 'alertmanager.yml').problems.map(({ check }) => check))].sort();

test('Alertmanager refuses it for four reasons, one after the other', async () => {
  expect(await amtool(original({}))).toContain('no global SMTP smarthost set');
  expect(await amtool(original({ relay: true }))).toContain('no global SMTP from set');
  expect(await amtool(original({ relay: true, sender: true, receivers: ['default'] }))).toContain('undefined receiver "call-on-call"');
  expect(await amtool(original({ relay: true, sender: true, receivers: ['call-on-call'] }))).toContain('undefined receiver "default"');
  expect(await amtool(original(whole))).toBe('taken');
});

test('a check finds all of that at once, and what Alertmanager takes without a word', () => {
  expect(problemsOf(original({}))).toEqual(['route/deprecated-match', 'route/inline-credential', 'route/receiver-contradiction', 'route/receiver-incomplete', 'route/unknown-receiver']);
});

describe('what Alertmanager takes', () => {
  const found = loadForeign(toYaml(original(whole)), 'alertmanager.yml');

  test('a key of the first interface beside the address of the second', () => {
    expect(found.problems.filter(({ check }) => check === 'route/receiver-contradiction').map(({ message }) => message)).toEqual(['the pagerduty integration has a service key and the address of the second interface']);
  });

  test('credentials that everybody can read', () => {
    expect(found.problems.filter(({ check }) => check === 'route/inline-credential').map(({ message }) => message)).toEqual(['the pagerduty integration holds a credential, service_key', 'the slack integration holds a credential, api_url']);
  });

  test('matchers of the old syntax', () => {
    expect(found.problems.filter(({ check }) => check === 'route/deprecated-match')).toHaveLength(4);
  });

  test('two keys, so that who is told depends on which of them an alert has', () => {
    const told = (labels: Readonly<Record<string, string>>): readonly string[] => simulate(found.model, { alertname: 'DatabaseDown', ...labels }).deliveries.map(({ receiver }) => receiver);
    expect([told({ severity: 'critical' }), told({ priority: 'P0' })]).toEqual([['pagerduty-critical'], ['slack-critical', 'call-on-call']]);
  });
});

test('ours has no such problem, and one key', () => {
  const { model, problems } = loadForeign(toYaml(generatedRouting('buatfilm', {}, 1).config), 'alertmanager.yml');
  expect(problems.map(({ check, message }) => `${check}: ${message}`)).toEqual([]);
  const told = (labels: Readonly<Record<string, string>>): readonly string[] => simulate(model, { alertname: 'DatabaseDown', team: 'buatfilm', ...labels }).deliveries.map(({ receiver }) => receiver);
  expect(told({ severity: 'critical' })).toEqual(['buatfilm-pagerduty-critical', 'buatfilm-slack-critical', 'buatfilm-call-on-call', 'buatfilm-pagerduty-escalation']);
  expect(told({ severity: 'critical', priority: 'P3' })).toEqual(told({ severity: 'critical' }));
});
