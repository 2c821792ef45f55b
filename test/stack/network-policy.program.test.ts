import { describe, expect, test } from '@jest/globals';
import { components } from '../../lib/stack/components';
import { runTool } from '../../tools/toolchain';
import { plainData } from '../component/sample-stack';
import { committed } from './committed';
import type { End } from './policy-simulator';
import { componentEnds, isAllowed } from './policy-simulator';

/**
 * Cyclonus, which others wrote, decides every connection between components, and with strangers, the name servers, the
 * API server and the world, as our own simulator does. What the connections ought to be stands in topology.test.ts.
 */
const node = '10.0.0.5';

interface Question {
  readonly from: End;
  readonly to: End;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

const strangers: readonly End[] = [
  { namespace: 'shop', labels: { app: 'web' } },
  { namespace: 'canvascast', labels: { 'app.kubernetes.io/name': 'canvascast-api' } },
  { namespace: 'ingress-nginx', labels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
  { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  { address: '10.0.0.2' },
  { address: '203.0.113.9' },
  { address: '169.254.169.254' },
];

/** Ports at which no component listens, and those of others. */
const foreignPorts = [22, 53, 80, 443, 587, 5432, 6443, 9042, 9200, 10_250];

describe.each(committed)('the environment $name', ({ manifests, present }) => {
  test('has the same connections by cyclonus as by our own simulator', async () => {
    const pods = [...componentEnds(manifests, node).values()];
    const ports = [...new Set([...present.flatMap((id) => Object.values(components[id].ports).map(({ number }) => number)), ...foreignPorts])];
    const pairs = [...pods.flatMap((from) => [...pods, ...strangers].map((to) => [from, to] as const)), ...strangers.flatMap((from) => pods.map((to) => [from, to] as const))];
    const questions = pairs.flatMap(([from, to]) => ports.flatMap((port): readonly Question[] => [{ from, to, port, protocol: 'TCP' }, { from, to, port, protocol: 'UDP' }]));
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(({ content }) => content);
    const { status, stdout, stderr } = await runTool('network-policy', [], { input: JSON.stringify({ policies, questions: questions.map(asked) }) });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const answers = JSON.parse(stdout) as readonly boolean[];
    const ours = questions.map(({ from, to, port, protocol }) => isAllowed(manifests, from, to, port, protocol));
    expect(answers.length).toBe(questions.length);
    expect(questions.flatMap((question, index) => (answers[index] === ours[index] ? [] : [{ ...question, cyclonus: answers[index] }]))).toEqual([]);
    expect(ours.filter(Boolean).length).toBeGreaterThan(40);
    process.stdout.write(`${String(questions.length)} connections decided alike, ${String(ours.filter(Boolean).length)} of them allowed\n`);
  }, 60_000);
});

/** Pods have an address that every block leaves out: whether a block means pods too is left to the network of a cluster. */
function asked({ from, to, port, protocol }: Question): object {
  const end = (one: End): object => ('address' in one ? { address: one.address } : { ...one, address: 'fe80::1' });
  return { from: end(from), to: end(to), port, protocol };
}

test('cyclonus would have found a policy that is missing', async () => {
  const [{ manifests } = { manifests: [] }] = committed;
  const from: End = { namespace: 'shop', labels: {} };
  const to = componentEnds(manifests, node).get('loki') ?? from;
  const decide = async (policies: readonly unknown[]): Promise<unknown> => JSON.parse((await runTool('network-policy', [], { input: JSON.stringify({ policies, questions: [asked({ from, to, port: 3100, protocol: 'TCP' })] }) })).stdout);
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(({ content }) => plainData(content));
  expect([await decide(policies), await decide([])]).toEqual([[false], [true]]);
});
