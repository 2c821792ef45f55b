import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { secretKey } from '../../lib/core/secret';
import type { Data } from '../../lib/core/yaml';
import type { MonitoringStackProps } from '../../lib/stack/monitoring-stack';
import { smallProfile } from '../../lib/stack/monitoring-stack';
import { schemaSources } from '../../tools/schemas/sources';
import { manifestsOf, plainData, sampleProps, sampleStack, text } from '../component/sample-stack';
import { committed } from './committed';
import { schemaSets } from './schemas';

/** Every object is one that Kubernetes takes, in all lines that the README names, and so do the operators. */
const root = resolve(__dirname, '../..');
const kubernetes = schemaSets.filter(({ name }) => name.startsWith('kubernetes-'));

function told(objects: readonly Data[], sets: typeof schemaSets): readonly string[] {
  return objects.flatMap((object) => {
    const verdicts = sets.map(({ faults }) => faults(object)).filter((faults) => faults !== undefined);
    const what = `${text(object, 'kind')}/${text(object, 'metadata', 'name')}`;
    return verdicts.length === 0 ? [`${what}: nobody knows it`] : verdicts.flat().map((fault) => `${what}: ${fault}`);
  });
}

test('schemas come from the pinned sources, and from the lines of Kubernetes that the README names', () => {
  expect(schemaSets.map(({ name, source }) => [name, source]).sort()).toEqual(schemaSources.map(({ name, module, version, sum }) => [name, `${module} ${version} ${sum}`]).sort());
  const [, from, to] = /Kubernetes 1\.(\d+) to 1\.(\d+)/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  const named = Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => `kubernetes-1.${String(Number(from) + index)}`);
  expect(kubernetes.map(({ name }) => name)).toEqual(named);
});

describe.each(committed)('the environment $name', ({ name, manifests }) => {
  test.each(kubernetes)('is taken by $name, to the last field', (set) => {
    expect(told(manifests.map(({ content }) => content), [set])).toEqual([]);
  });

  test('is taken by Argo CD', () => {
    const files = ['belfry.yaml', 'applications/applications.yaml'];
    const objects = files.flatMap((file) => parseAllDocuments(readFileSync(join(root, 'dist', name, 'argocd', file), 'utf8')).map((document) => plainData(document.toJS())));
    expect(objects.length).toBeGreaterThan(12);
    expect(told(objects, schemaSets.filter((set) => set.name === 'argo-cd'))).toEqual([]);
  });
});

const controller = { kind: 'pods', namespace: 'gateways', labels: { app: 'proxy' } } as const;
const login = {
  issuer: 'https://login.example.com',
  endpoints: { authorization: 'https://login.example.com/auth', token: 'https://login.example.com/token', userInfo: 'https://login.example.com/userinfo' },
  clientId: 'belfry',
  clientSecret: secretKey('login', 'client-secret'),
  cookieSecret: secretKey('login', 'cookie-secret'),
  groups: [],
};
const everySecret = sampleStack({ profile: smallProfile() }).secrets;
const sealed = Object.fromEntries(everySecret.map(({ secret }) => [secret, Object.fromEntries(everySecret.filter((other) => other.secret === secret).map(({ key }) => [key, 'AgBx'])) ]));

describe('objects of operators', () => {
  test.each<[string, Partial<MonitoringStackProps>]>([
    ['HTTPRoute', { profile: smallProfile({ exposure: { gate: { kind: 'gateway', name: 'public', namespace: 'gateways', controller }, hosts: { grafana: 'grafana.example.com', jaeger: 'jaeger.example.com' }, login } }) }],
    ['ExternalSecret', { secretSource: { kind: 'external-secrets', store: { kind: 'ClusterSecretStore', name: 'vault' }, prefix: 'monitoring/' } }],
    ['SealedSecret', { secretSource: { kind: 'sealed-secrets', sealed } }],
  ])('%s is taken by its operator', (kind, changes) => {
    const objects = manifestsOf(sampleStack(changes)).filter((manifest) => manifest.kind === kind).map(({ content }) => content);
    expect(objects.length).toBeGreaterThan(0);
    expect(told(objects, schemaSets)).toEqual([]);
  });
});

describe('the schemas would have refused', () => {
  const [service] = manifestsOf(sampleStack(sampleProps)).filter(({ kind }) => kind === 'Service').map(({ content }) => JSON.stringify(content));
  test.each([
    ['a field that nobody knows', '"type":"ClusterIP"', '"type":"ClusterIP","typ":"ClusterIP"', /additional properties.*"typ"/],
    ['a value of another type', '"port":9090', '"port":"9090"', /must be integer/],
    ['a version that is gone', '"apiVersion":"v1"', '"apiVersion":"v1beta1"', /nobody knows it/],
  ])('%s', (_, from, to, says) => {
    expect(service).toContain(from);
    expect(told([plainData(JSON.parse((service ?? '').replace(from, to)))], kubernetes).join('\n')).toMatch(says);
  });
});
