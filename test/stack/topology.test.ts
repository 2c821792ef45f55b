import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ComponentId } from '../../lib/stack/components';
import { components } from '../../lib/stack/components';
import { componentsOf } from '../../lib/stack/layout';
import type { Profile } from '../../lib/stack/monitoring-stack';
import type { Manifest } from '../component/sample-stack';
import { manifestsOf, sampleProps, sampleStack, text } from '../component/sample-stack';
import { committed } from './committed';
import type { End } from './policy-simulator';
import { componentEnds, isAllowed } from './policy-simulator';

const manifests = manifestsOf(sampleStack());
const present = componentsOf(sampleProps.profile);
const node = '10.0.0.5';
const ends = componentEnds(manifests, node);

function end(component: string, among: ReadonlyMap<string, End> = ends): End {
  const found = among.get(component);
  if (found === undefined) throw new Error(`no pods of ${component}`);
  return found;
}

/** Who may call whom within every stack, and on which port. Written down apart from the code that derives it. */
const always = [
  'prometheus > prometheus:9090',
  'prometheus > alertmanager:9093',
  'prometheus > loki:3100',
  'prometheus > grafana:3000',
  'prometheus > jaeger:8888',
  'prometheus > otel-collector-agent:8888',
  'prometheus > otel-collector-gateway:8888',
  'prometheus > node-exporter:9100',
  'prometheus > kube-state-metrics:8080',
  'prometheus > kube-state-metrics:8081',
  'prometheus > blackbox-exporter:9115',
  'grafana > prometheus:9090',
  'grafana > alertmanager:9093',
  'grafana > loki:3100',
  'grafana > jaeger:16686',
  'jaeger > prometheus:9090',
  'otel-collector-gateway > loki:3100',
  'otel-collector-gateway > jaeger:4318',
  'otel-collector-gateway > prometheus:9090',
  // The network of the node is not the pods': no policy holds it back.
  'node-exporter > node-exporter:9100',
];

const alone = [...always, 'otel-collector-agent > otel-collector-gateway:4317'];

const together = [
  ...always,
  'prometheus > otel-collector-balancer:8888',
  'otel-collector-agent > otel-collector-balancer:4317',
  'otel-collector-balancer > otel-collector-gateway:4317',
  'alertmanager > alertmanager:9094',
  'alertmanager > alertmanager:9094/UDP',
  'loki > loki:9095',
  'loki > loki:7946',
  'prometheus-login > prometheus:9090',
  'alertmanager-login > alertmanager:9093',
  'jaeger-login > jaeger:16686',
  'prometheus > prometheus-login:44180',
  'prometheus > alertmanager-login:44180',
  'prometheus > jaeger-login:44180',
];

const ofProfile: Readonly<Record<Profile['kind'], readonly string[]>> = { small: alone, ha: together };

/** Loki tells Alertmanager where it has rules to evaluate. */
function expectedIn({ profile, manifests: objects }: Pick<(typeof committed)[number], 'profile' | 'manifests'>): readonly string[] {
  return [...ofProfile[profile.kind], ...(objects.some(({ file }) => file === 'loki-rules') ? ['loki > alertmanager:9093'] : [])].sort();
}

/** Every pair of components, at every port that either of them has, by either protocol: those that are let through. */
function letThrough(objects: readonly Manifest[], ids: readonly ComponentId[]): readonly string[] {
  const pods = componentEnds(objects, node);
  return ids.flatMap((from) =>
    ids.flatMap((to) => {
      const numbers = [...new Set(Object.values(components[to].ports).map(({ number }) => number))];
      return numbers.flatMap((number) =>
        (['TCP', 'UDP'] as const)
          .filter((protocol) => isAllowed(objects, end(from, pods), end(to, pods), number, protocol))
          // Whatever is in the network of the node is beyond policies altogether.
          .filter((protocol) => protocol === 'TCP' || (from !== 'node-exporter' && to !== 'node-exporter'))
          .map((protocol) => `${from} > ${to}:${String(number)}${protocol === 'UDP' ? '/UDP' : ''}`),
      );
    }),
  );
}

describe.each(committed)('connections within the environment $name', ({ name, profile, present: ids, manifests: objects }) => {
  const expected = expectedIn({ profile, manifests: objects });

  test('are exactly the declared ones, in both directions', () => {
    expect([...letThrough(objects, ids)].sort()).toEqual(expected);
  });

  test('are those that its page tells, and no others', () => {
    const page = readFileSync(join(__dirname, '../../dist', name, 'connections.md'), 'utf8');
    const told = [...page.matchAll(/^\| ([a-z-]+) \| ([a-z-]+) \| (\d+)(\/UDP)? \|/gm)].map(([, from = '', to = '', port = '', protocol = '']) => `${from} > ${to}:${port}${protocol}`);
    expect([...new Set(told)].sort()).toEqual(expected.filter((edge) => edge !== 'node-exporter > node-exporter:9100'));
  });

  test('are gone when a policy is taken away at either end', () => {
    const without = objects.filter(({ kind, name: policy }) => !(kind === 'NetworkPolicy' && policy === 'loki'));
    expect(letThrough(without, ids).filter((edge) => edge.includes('loki'))).toEqual([]);
  });
});

describe('connections with the rest of the cluster', () => {
  const stranger: End = { namespace: 'shop', labels: { app: 'web' } };

  test('any pod may send telemetry to the gateway and ask Jaeger how much of it, and reach nothing else', () => {
    const reached = present.flatMap((to) =>
      to === 'node-exporter' ? [] : Object.values(components[to].ports).filter(({ number }) => isAllowed(manifests, stranger, end(to), number)).map(({ number }) => `${to}:${String(number)}`),
    );
    expect(reached).toEqual(['jaeger:5778', 'jaeger:5779', 'otel-collector-gateway:4317', 'otel-collector-gateway:4318']);
  });

  test('telemetry can be limited to the pods that send it', () => {
    const narrow = manifestsOf(sampleStack({ telemetryFrom: [{ kind: 'pods', namespace: 'shop', labels: { app: 'api' } }] }));
    expect(isAllowed(narrow, { namespace: 'shop', labels: { app: 'api' } }, end('otel-collector-gateway'), 4317)).toBe(true);
    expect(isAllowed(narrow, stranger, end('otel-collector-gateway'), 4317)).toBe(false);
  });

  test('an ingress controller reaches the user interface that it was declared for', () => {
    const proxy: End = { namespace: 'ingress', labels: { app: 'proxy' } };
    expect(isAllowed(manifests, proxy, end('grafana'), 3000)).toBe(true);
    expect(isAllowed(manifests, proxy, end('prometheus'), 9090)).toBe(false);
    expect(isAllowed(manifests, { namespace: 'ingress', labels: {} }, end('grafana'), 3000)).toBe(false);
  });

  test('Prometheus reaches what it scrapes: pods by label, fixed targets, kubelets', () => {
    const to = (other: End, port: number): boolean => isAllowed(manifests, end('prometheus'), other, port);
    expect(to({ namespace: 'shop', labels: { app: 'api', tier: 'web' } }, 8080)).toBe(true);
    expect(to({ namespace: 'shop', labels: { app: 'api' } }, 8080)).toBe(false);
    expect(to({ namespace: 'shop', labels: { app: 'api', tier: 'web' } }, 8081)).toBe(false);
    expect(to({ address: '192.0.2.7' }, 9121)).toBe(true);
    expect(to({ address: node }, 10_250)).toBe(true);
    expect(to({ address: '203.0.113.9' }, 10_250)).toBe(false);
  });

  test.each(['alertmanager', 'prometheus', 'blackbox-exporter', 'grafana', 'loki'])('%s never reaches the metadata service of a cloud', (component) => {
    for (const port of [80, 443, 587, 5432, 9121]) expect(isAllowed(manifests, end(component), { address: '169.254.169.254' }, port)).toBe(false);
  });

  test('the blackbox exporter reaches its targets, Alertmanager its receivers, and neither anything else', () => {
    const shop: End = { namespace: 'shop', labels: { app: 'web' } };
    expect(isAllowed(manifests, end('blackbox-exporter'), { address: '203.0.113.9' }, 443)).toBe(true);
    expect(isAllowed(manifests, end('blackbox-exporter'), shop, 8081)).toBe(true);
    expect(isAllowed(manifests, end('blackbox-exporter'), shop, 80)).toBe(false);
    expect(isAllowed(manifests, end('blackbox-exporter'), { address: '192.0.2.53' }, 53, 'UDP')).toBe(true);
    expect(isAllowed(manifests, end('alertmanager'), { address: '203.0.113.9' }, 587)).toBe(true);
    expect(isAllowed(manifests, end('alertmanager'), { namespace: 'ops', labels: {} }, 8080)).toBe(true);
    expect(isAllowed(manifests, end('alertmanager'), { address: '203.0.113.9' }, 22)).toBe(false);
  });

  test('those who ask Kubernetes reach the API server, and only they', () => {
    const reached = present.filter((component) => component !== 'node-exporter' && isAllowed(manifests, end(component), { address: '10.0.0.2' }, 6443));
    expect(reached).toEqual(['prometheus', 'otel-collector-agent', 'otel-collector-gateway', 'kube-state-metrics']);
  });

  test('those who call by name reach DNS, and only they', () => {
    const dns: End = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
    const reached = present.filter((component) => component !== 'node-exporter' && isAllowed(manifests, end(component), dns, 53, 'UDP') && isAllowed(manifests, end(component), dns, 53));
    expect(reached).toEqual(['prometheus', 'alertmanager', 'loki', 'grafana', 'jaeger', 'otel-collector-agent', 'otel-collector-gateway', 'blackbox-exporter']);
  });

  test('a cache of DNS on each node is reached where there is one', () => {
    const network = { nodes: ['10.0.0.0/24'], apiServer: { addresses: ['10.9.0.1/32'], ports: [6443] }, dns: { namespace: 'kube-system', labels: {}, port: 5353, nodeLocal: '169.254.20.10' } };
    const narrow = manifestsOf(sampleStack({ network }));
    expect(isAllowed(narrow, end('grafana'), { address: '169.254.20.10' }, 5353, 'UDP')).toBe(true);
    expect(isAllowed(narrow, end('kube-state-metrics'), { address: '10.9.0.1' }, 6443)).toBe(true);
    expect(isAllowed(narrow, end('kube-state-metrics'), { address: '10.0.0.2' }, 6443)).toBe(false);
  });
});

describe('Services', () => {
  test('show the ports that somebody calls, and no others', () => {
    const ports = manifests
      .filter(({ kind, name }) => kind === 'Service' && !name.endsWith('-pods'))
      .map(({ name, content }) => [name, ...[0, 1, 2, 3].map((index) => text(content, 'spec', 'ports', index, 'name')).filter((port) => port !== '')]);
    expect(ports).toEqual([
      ['prometheus', 'http'],
      ['alertmanager', 'http'],
      ['loki', 'http'],
      ['grafana', 'http'],
      ['jaeger', 'otlp-http', 'sampling-http', 'sampling-grpc', 'query'],
      ['otel-collector', 'otlp-grpc', 'otlp-http'],
      ['blackbox-exporter', 'http'],
    ]);
  });

  test('connections are told with their reasons', () => {
    const { connections } = sampleStack();
    expect(connections.find(({ component }) => component === 'loki')?.inbound.map(({ why }) => why)).toEqual(['grafana: queries of logs', 'otel-collector-gateway: logs', 'prometheus: metrics of the job loki']);
    expect(connections.find(({ component }) => component === 'loki')?.outbound.map(({ why }) => why)).toEqual(['alertmanager: alerts on logs', 'DNS']);
    expect(sampleStack({ logRuleFiles: [] }).connections.find(({ component }) => component === 'loki')?.outbound).toEqual([]);
  });
});
