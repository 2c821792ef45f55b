import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../cluster/command';
import type { Cluster } from '../cluster/cluster';
import { killMachine, type Machine } from '../cluster/machine';
import { list, number } from './data';
import { BrokenPromise, must, type Ledger } from './ledger';
import { alertName, proveNotification, type Demo } from './signals';
import { countLines, fetchJson, pods, runLines, stackNamespaces, type Pod, type Stack } from './stack';

const section = 'Copies on several nodes';

/** What must stand on several nodes, and how often. */
const copies: Readonly<Record<string, number>> = { prometheus: 2, alertmanager: 3, loki: 3, 'otel-collector-gateway': 2, 'otel-collector-balancer': 2, 'blackbox-exporter': 2 };

/** Alertmanager's peers wait for each other, fifteen seconds for each in front: `--cluster.peer-timeout`. */
const peerWaits = 30;

/** Holds dist/ha to what its copies are for. */
export async function proveCopies(stack: Stack, demo: Demo, ledger: Ledger): Promise<void> {
  await ledger.prove(section, 'copies stand on different nodes', async () => {
    const all = await pods(stack.cluster, stackNamespaces);
    for (const [component, count] of Object.entries(copies)) {
      const nodes = all.filter((pod) => pod.component === component && pod.ready).map(({ node }) => node);
      must(nodes.length === count && new Set(nodes).size === count, `${component} is Ready on ${nodes.join(', ')}`);
    }
    return Object.entries(copies).map(([component, count]) => `${component} ${count}`).join(', ');
  });
  await ledger.prove(section, 'each Prometheus has the metrics of the demo', async () => {
    for (let request = 0; request < 10; request += 1) await demo.ask('api', 'GET', '/work');
    const all = await copiesOf(stack, 'prometheus');
    for (const pod of all) await until(`${pod.name} has the metric`, 90, async () => ((await requestsIn(pod)) >= 10 ? true : undefined));
    return `${all.length} of ${all.length}`;
  });
  await ledger.prove(section, 'lines go through both gateways into three Lokis and are found once', async () => {
    await demo.ask('api', 'POST', '/lines?run=copies&count=500&pause=100', 60_000);
    const stored = await until('500 lines are in Loki', 90, async () => ((await countLines(stack, runLines('copies'))) === 500 ? 500 : undefined));
    return `500 lines in, ${stored} out`;
  });
  const proveEnd = await proveNotification(stack, demo, ledger);
  await ledger.prove(section, 'two Prometheus and three Alertmanagers tell of it once', async () => {
    await sleep(peerWaits * 1000);
    const told = (await demo.messages()).filter(({ path, body }) => path === '/canvascast' && body.includes(alertName) && !/resolved/i.test(body));
    must(told.length === 1, `${told.length} messages`);
    return '1 message';
  });
  await proveEnd();
  await proveNodeGone(stack, demo, ledger);
}

/** Ends a node with a Prometheus, an Alertmanager and a Loki on it, and does not bring it back. */
async function proveNodeGone(stack: Stack, demo: Demo, ledger: Ledger): Promise<void> {
  const victim = await victimOf(stack);
  const gone = (await pods(stack.cluster, stackNamespaces)).filter(({ node }) => node === victim.name).map(({ name }) => name);
  killMachine(victim);
  await ledger.prove(section, 'a node is gone: every line that is written from then on arrives', async () => {
    const count = 600;
    // Six times a hundred lines, ten seconds apart.
    await demo.ask('api', 'POST', `/lines?run=gone&count=${count}&pause=10000`, 120_000);
    let stored: number | undefined;
    await until(`${count} lines are in Loki`, 240, async () => {
      stored = await countLines(stack, runLines('gone'));
      return stored === count ? true : undefined;
    }).catch(() => undefined);
    must(stored === count, `${count} lines in, ${stored ?? 0} out`);
    return `${count} lines in, ${count} out, without ${gone.join(', ')}`;
  });
  await ledger.prove(section, 'a node is gone: the other Prometheus goes on', async () => {
    const [other] = (await copiesOf(stack, 'prometheus')).filter(({ node }) => node !== victim.name);
    if (other === undefined) throw new BrokenPromise('no other Prometheus');
    const before = await requestsIn(other);
    await demo.ask('api', 'GET', '/work');
    await until(`${other.name} counts one request more`, 60, async () => ((await requestsIn(other)) > before ? true : undefined));
    return `${other.name} on ${other.node}`;
  });
  await proveNotification(stack, demo, ledger, 'a node is gone');
}

/** A node that has a Prometheus and not the demo, which stands on the first. */
async function victimOf({ cluster }: Stack): Promise<Machine> {
  const has = (await pods(cluster, stackNamespaces)).filter(({ component }) => component === 'prometheus').map(({ node }) => node);
  const victim = cluster.nodes.slice(1).find(({ name }) => has.includes(name));
  if (victim === undefined) throw new BrokenPromise('no node but the first has a Prometheus');
  return victim;
}

async function copiesOf({ cluster }: { readonly cluster: Cluster }, component: string): Promise<readonly Pod[]> {
  return (await pods(cluster, stackNamespaces)).filter((pod) => pod.component === component && pod.ready);
}

/** How many requests to the demo one Prometheus has counted. */
async function requestsIn({ address }: Pod): Promise<number> {
  const answer = await fetchJson(`http://${address}:9090/api/v1/query?query=${encodeURIComponent('sum(http_requests_total{job="canvascast-api"})')}`);
  return number(list(answer, 'data', 'result')[0], 'value', 1);
}
