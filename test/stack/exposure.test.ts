import { describe, expect, test } from '@jest/globals';
import { BelfryError } from '../../lib/core/problem';
import { secretKey } from '../../lib/core/secret';
import type { MonitoringStackProps } from '../../lib/stack/monitoring-stack';
import { smallProfile } from '../../lib/stack/monitoring-stack';
import type { Manifest } from '../component/sample-stack';
import { at, configFile, list, manifestsOf, sampleStack, text, words } from '../component/sample-stack';
import type { End } from './policy-simulator';
import { componentEnds, isAllowed } from './policy-simulator';

const controller = { kind: 'pods', namespace: 'ingress', labels: { app: 'controller' } } as const;
const login = {
  issuer: 'https://login.example.com',
  endpoints: { authorization: 'https://login.example.com/auth', token: 'https://login.example.com/token', userInfo: 'https://login.example.com/userinfo' },
  clientId: 'belfry',
  clientSecret: secretKey('login', 'client-secret'),
  cookieSecret: secretKey('login', 'cookie-secret'),
  groups: ['staff'],
  administrators: 'platform',
};
const hosts = { grafana: 'grafana.example.com', prometheus: 'prometheus.example.com' };
const ingress = { kind: 'ingress', className: 'nginx', controller, certificates: { kind: 'existing' } } as const;
const behindIngress = manifestsOf(sampleStack({ profile: smallProfile({ exposure: { gate: ingress, hosts, login } }) }));
const behindGateway = manifestsOf(sampleStack({ profile: smallProfile({ exposure: { gate: { kind: 'gateway', name: 'public', namespace: 'gateways', controller }, hosts, login } }) }));

function named(manifests: readonly Manifest[], kind: string, name: string): Manifest | undefined {
  return manifests.find((manifest) => manifest.kind === kind && manifest.name === name);
}

function end(manifests: readonly Manifest[], component: string): End {
  const found = componentEnds(manifests, '10.0.0.5').get(component);
  if (found === undefined) throw new Error(`no pods of ${component}`);
  return found;
}

describe('user interfaces that are shown outside', () => {
  test('have an Ingress with TLS each: Grafana to itself, Prometheus to its proxy', () => {
    const ingresses = behindIngress.filter(({ kind }) => kind === 'Ingress').map(({ name, content }) => [name, text(content, 'spec', 'tls', 0, 'hosts', 0), text(content, 'spec', 'tls', 0, 'secretName'), text(content, 'spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'name')]);
    expect(ingresses).toEqual([
      ['grafana', 'grafana.example.com', 'grafana-tls', 'grafana'],
      ['prometheus-login', 'prometheus.example.com', 'prometheus-login-tls', 'prometheus-login'],
    ]);
  });

  test('have a route at the Gateway where there is one', () => {
    const routes = behindGateway.filter(({ kind }) => kind === 'HTTPRoute').map(({ content }) => at(content, 'spec'));
    expect(behindGateway.filter(({ kind }) => kind === 'Ingress')).toEqual([]);
    expect(routes).toContainEqual({ parentRefs: [{ name: 'public', namespace: 'gateways' }], hostnames: ['prometheus.example.com'], rules: [{ backendRefs: [{ name: 'prometheus-login', port: 4180 }] }] });
    expect(routes).toHaveLength(2);
  });

  test('are reached by nobody but through their proxy', () => {
    const visitor: End = { namespace: 'ingress', labels: { app: 'controller' } };
    const reached = ['prometheus', 'alertmanager', 'grafana', 'jaeger', 'prometheus-login'].filter((component) => [9090, 9093, 3000, 16_686, 4180].some((port) => isAllowed(behindIngress, visitor, end(behindIngress, component), port)));
    expect(reached).toEqual(['grafana', 'prometheus-login']);
    expect(isAllowed(behindIngress, end(behindIngress, 'prometheus-login'), end(behindIngress, 'prometheus'), 9090)).toBe(true);
    expect(isAllowed(behindIngress, end(behindIngress, 'prometheus-login'), end(behindIngress, 'alertmanager'), 9093)).toBe(false);
    expect(isAllowed(behindIngress, end(behindIngress, 'prometheus-login'), { address: '203.0.113.9' }, 443)).toBe(true);
    expect(isAllowed(behindIngress, end(behindIngress, 'grafana'), { address: '203.0.113.9' }, 443)).toBe(true);
  });

  test('know who somebody is from the provider, with secrets in files', () => {
    const proxy = at(named(behindIngress, 'Deployment', 'prometheus-login')?.content, 'spec', 'template', 'spec', 'containers', 0);
    expect(words(proxy, 'args')).toEqual(expect.arrayContaining(['--client-secret-file=/etc/secrets/login/client-secret', '--cookie-secret-file=/etc/secrets/login/cookie-secret', '--allowed-group=staff', '--redirect-url=https://prometheus.example.com/oauth2/callback', '--upstream=http://prometheus.monitoring.svc:9090']));
    expect(configFile(behindIngress, 'grafana-config', 'grafana.ini')).toContain("[auth.generic_oauth]\nenabled = true\nname = Single sign-on\nclient_id = belfry\nclient_secret = $__file{/etc/secrets/login/client-secret}\n");
    expect(configFile(behindIngress, 'grafana-config', 'grafana.ini')).toContain("role_attribute_path = contains(groups[*], 'platform') && 'Admin' || 'Viewer'\n");
  });

  test('are none without exposure', () => {
    const closed = manifestsOf(sampleStack());
    expect(closed.filter(({ kind, name }) => kind === 'Ingress' || kind === 'HTTPRoute' || name.endsWith('-login'))).toEqual([]);
    expect(configFile(closed, 'grafana-config', 'grafana.ini')).not.toContain('generic_oauth');
  });
});

describe('Secrets', () => {
  const secrets = (changes: Partial<MonitoringStackProps>): readonly Manifest[] => manifestsOf(sampleStack(changes)).filter(({ file }) => file === 'secrets');

  test('are made by nobody where they exist', () => {
    expect([secrets({}), secrets({ secretSource: { kind: 'existing' } })]).toEqual([[], []]);
  });

  test('are copied out of a store by External Secrets, each with the keys that are mounted', () => {
    const objects = secrets({ secretSource: { kind: 'external-secrets', store: { kind: 'ClusterSecretStore', name: 'vault' }, prefix: 'monitoring/' } });
    expect(objects.map(({ kind, name }) => `${kind}/${name}`)).toEqual(['ExternalSecret/grafana-admin', 'ExternalSecret/pagerduty', 'ExternalSecret/redis-exporter']);
    expect(at(objects[2]?.content, 'spec')).toEqual({
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
      target: { name: 'redis-exporter', creationPolicy: 'Owner' },
      data: ['ca.crt', 'token'].map((key) => ({ secretKey: key, remoteRef: { key: 'monitoring/redis-exporter', property: key } })),
    });
  });

  test('are decrypted by Sealed Secrets, and one without a text is a mistake', () => {
    const sealed = { 'grafana-admin': { user: 'AgA1', password: 'AgA2', 'encryption-key': 'AgA3' }, pagerduty: { 'routing-key': 'AgB' }, 'redis-exporter': { token: 'AgC1', 'ca.crt': 'AgC2' } };
    expect(secrets({ secretSource: { kind: 'sealed-secrets', sealed } }).map(({ content }) => at(content, 'spec', 'encryptedData'))).toEqual([{ 'encryption-key': 'AgA3', password: 'AgA2', user: 'AgA1' }, { 'routing-key': 'AgB' }, { 'ca.crt': 'AgC2', token: 'AgC1' }]);
    const incomplete = { ...sealed, pagerduty: {} };
    let problems: readonly string[] = [];
    try {
      secrets({ secretSource: { kind: 'sealed-secrets', sealed: incomplete } });
    } catch (error) {
      if (!(error instanceof BelfryError)) throw error;
      problems = error.problems.map(({ check, message }) => `${check}: ${message}`);
    }
    expect(problems).toEqual(["stack/secret-not-sealed: there is no sealed text for the key 'routing-key' of the Secret 'pagerduty'"]);
  });

  test('hold no credential in any object', () => {
    expect(list({ all: behindIngress.map(({ kind }) => kind) }, 'all')).not.toContain('Secret');
  });
});
