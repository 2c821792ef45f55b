import { describe, expect, test } from '@jest/globals';
import { alertmanagerConfig, notificationPaths } from '../../../lib/component/alertmanager/config';
import { BelfryError } from '../../../lib/core/problem';
import { secretFile, secretKey } from '../../../lib/core/secret';
import type { Data } from '../../../lib/core/yaml';
import { pods } from '../../../lib/component/shared/connection';

const stack = { environment: 'test', clusterName: 'c', namespace: 'monitoring', nodeNamespace: 'monitoring-nodes' };
const key = secretKey('slack', 'url');

function config(receiver: Data): Readonly<Record<string, Data>> {
  return { route: { receiver: 'a' }, receivers: [{ name: 'a', ...Object(receiver) }] };
}

describe('alertmanager.yml', () => {
  test('is what it was given, with the templates that are mounted', () => {
    expect(alertmanagerConfig(stack, { config: { route: { receiver: 'a' }, receivers: [{ name: 'a' }] }, secrets: [], templates: [{ name: 'slack', content: '' }] })).toBe(
      'route:\n  receiver: a\nreceivers:\n  - name: a\ntemplates: [/etc/alertmanager/templates/*.tmpl]\n',
    );
  });

  test('may name files of Secrets that are mounted', () => {
    expect(alertmanagerConfig(stack, { config: { global: { slack_api_url_file: secretFile(key) } }, secrets: [key] })).toContain('/etc/secrets/slack/url');
  });

  test('may not name others, and the diagnostic says which to add', () => {
    const attempt = (): string => alertmanagerConfig(stack, { config: { global: { slack_api_url_file: secretFile(key) } }, secrets: [secretKey('slack', 'token')] });
    expect(attempt).toThrow(BelfryError);
    expect(attempt).toThrow("add secretKey('slack', 'url') to the secrets of Alertmanager");
  });
});

describe('the way of notifications', () => {
  function ways(receiver: Readonly<Record<string, Data>>): readonly string[] {
    return notificationPaths({ config: { receivers: [receiver] }, secrets: [] }).map(({ peer, ports }) => `${peer.kind === 'pods' ? `pods of ${peer.namespace ?? 'any'}` : peer.blocks.map(({ cidr }) => cidr).join()} ${ports.map(({ number }) => number).join()}`);
  }
  const internet = '0.0.0.0/0,::/0';

  test('is HTTPS to the internet where the configuration shows nothing else', () => {
    expect(ways({ pagerduty_configs: [{ routing_key_file: '/etc/secrets/a/b' }] })).toEqual([`${internet} 443`]);
  });

  test('follows mail relays, webhooks in the cluster, and addresses', () => {
    expect(
      ways({
        email_configs: [{ smarthost: 'mail.example.com:587' }],
        webhook_configs: [{ url: 'http://relay.ops.svc:8080/alert' }, { url: 'http://10.1.2.3/alert' }],
        slack_configs: [{ api_url: 'https://hooks.example.com/x', title_link: 'https://not-called.example:99/' }],
      }),
    ).toEqual([`${internet} 443`, `${internet} 587`, 'pods of ops 8080', '10.1.2.3/32 80', `${internet} 443`]);
  });

  test('can be told what the configuration does not show', () => {
    const relay = { peer: pods('ops'), ports: [{ number: 3128, protocol: 'TCP' as const }], why: 'proxy' };
    expect(notificationPaths({ config: config({}), secrets: [], egress: [relay] })).toContainEqual(relay);
  });
});
