import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually, freePort, get } from '../component/running-program';
import type { FakeReceivers, Received } from './fake-receivers';
import { startFakeReceivers } from './fake-receivers';
import { generatedGossip, generatedRouting } from './generated-files';
import { arrivedAt, awaitMessages } from './messages';
import type { RunningAlertmanager } from './running-alertmanager';
import { startAlertmanager } from './running-alertmanager';

/** The three Alertmanagers of dist/ha, with its tree and its flags. Prometheus sends every alert to all of them. */
jest.setTimeout(120_000);

let fake: FakeReceivers;
let alive: readonly RunningAlertmanager[] = [];

beforeAll(async () => {
  fake = await startFakeReceivers();
  const tree = generatedRouting('ha', {}, 100);
  const ports = [await freePort(), await freePort(), await freePort()];
  // The same, only faster: the usual time-out of a peer is 15 s.
  const faster = ['--cluster.peer-timeout=1s', '--cluster.gossip-interval=50ms', '--cluster.probe-interval=200ms', '--cluster.probe-timeout=100ms'];
  const secretContent = (name: string): string => (name === 'canvascast-receivers/slack-api-url' ? `${fake.http}/slack` : name);
  alive = await Promise.all(ports.map((_, index) => startAlertmanager(tree, { secretContent, gossip: [...generatedGossip('ha', ports, index), ...faster] })));
  await Promise.all(alive.map((one) => knows(one, 3)));
});

afterAll(async () => {
  await Promise.all(alive.map((one) => one.stop()));
  await fake.stop();
});

async function knows({ url, program }: RunningAlertmanager, peers: number): Promise<void> {
  await eventually(`${String(peers)} peers`, async () => {
    const { cluster } = JSON.parse((await get(`${url}/api/v2/status`)) ?? '') as { readonly cluster: { readonly status: string; readonly peers: readonly unknown[] } };
    return cluster.peers.length === peers && cluster.status === 'ready' ? true : undefined;
  }, [program]);
}

const isAbout = (service: string) => ({ body }: Received): boolean => body.includes(`service=${service}`);
const about = (service: string): readonly Received[] => arrivedAt(fake, '/slack', isAbout(service));

async function looks({ url }: RunningAlertmanager): Promise<number> {
  return Number(/^alertmanager_nflog_queries_total (\d+)$/m.exec((await get(`${url}/metrics`)) ?? '')?.[1]);
}

/** Sends an alert to all that are alive, and waits until each has looked whether it was told. The last of three speaks after twice the peer timeout of 1 s, unless it has heard that another did. */
async function tell(service: string): Promise<void> {
  const before = await Promise.all(alive.map(looks));
  await Promise.all(alive.map((one) => one.send({ labels: { alertname: 'QueueBacklog', severity: 'warning', team: 'canvascast', service } })));
  await awaitMessages(fake, alive.map(({ program }) => program), '/slack', isAbout(service));
  await Promise.all(alive.map((one, index) => eventually(`a look at ${service}`, async () => ((await looks(one)) > (before[index] ?? 0) ? true : undefined), [one.program])));
}

/** Ends one without a word, as a node does that loses its power. */
async function lose(): Promise<void> {
  const [lost, ...others] = alive;
  alive = others;
  await lost?.kill();
}

test('three tell once, and so do two that lost one, and one that lost two', async () => {
  await tell('three');
  await lose();
  await tell('two');
  await lose();
  await tell('one');
  expect(['three', 'two', 'one'].map((n) => [n, about(n).length])).toEqual([['three', 1], ['two', 1], ['one', 1]]);
});
