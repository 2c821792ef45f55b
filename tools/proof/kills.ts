import { until } from '../cluster/command';
import { killContainer } from '../cluster/node';
import { number, text } from './data';
import { BrokenPromise, must, type Ledger } from './ledger';
import type { Demo } from './signals';
import { countLines, countSpans, pods, query, runLines, secondsUntil, stackNamespaces, type Pod, type Stack } from './stack';

const section = 'Faults';

/** Kills every component once, Prometheus first, and holds each store to what it had before. */
export async function proveKills(stack: Stack, demo: Demo, ledger: Ledger, afterPrometheus: () => Promise<void>): Promise<void> {
  const written = 500;
  await demo.ask('api', 'POST', `/lines?run=before&count=${written}&pause=0`);
  const spans = await demo.ask('api', 'POST', '/spans?count=100&pause=0');
  const traceId = text(spans, 'traceId');
  await until('the lines and spans before the kills are stored', 90, async () => ((await countLines(stack, runLines('before'))) === written && (await countSpans(stack, traceId)) === number(spans, 'spans') ? true : undefined));
  const time = Math.floor(Date.now() / 1000) - 30;
  const past = `sum(http_requests_total{job="canvascast-api"} @ ${time})`;
  const value = await query(stack, past);
  const victims = (await pods(stack.cluster, stackNamespaces)).filter(({ container, ready }) => ready && container !== '');
  const isPrometheus = ({ component }: Pod): boolean => component === 'prometheus';
  for (const victim of [...victims.filter(isPrometheus), ...victims.filter((pod) => !isPrometheus(pod))]) {
    await ledger.prove(section, `kill -9 of ${victim.component} on ${victim.node}`, async () => {
      await kill(stack, victim);
      const back = await secondsUntil(`${victim.name} is Ready again`, 180, async () => {
        const now = (await pods(stack.cluster, stackNamespaces)).find(({ name }) => name === victim.name);
        return now !== undefined && now.ready && now.restarts > victim.restarts;
      });
      return `Ready again after ${back.toFixed(0)} s`;
    });
    if (isPrometheus(victim)) await afterPrometheus();
  }
  await ledger.prove(section, 'after the kills every store has what it had: lines, spans, samples', async () => {
    await until('every store answers', 60, async () => ((await countLines(stack, runLines('before'))) === undefined || Number.isNaN(await query(stack, 'vector(1)')) ? undefined : true));
    const have = [await countLines(stack, runLines('before')), await countSpans(stack, traceId), await query(stack, past)];
    const had = [written, number(spans, 'spans'), value];
    must(had.every((count, index) => have[index] === count), `had ${had.join(', ')} and has ${have.join(', ')}`);
    return `${written} lines of ${written}, ${number(spans, 'spans')} spans of ${number(spans, 'spans')}, the sample at the time before the kills is the same`;
  });
}

async function kill(stack: Stack, victim: Pod): Promise<void> {
  const node = stack.cluster.nodes.find(({ name }) => name === victim.node);
  if (node === undefined) throw new BrokenPromise(`${victim.name} stands on no node of the cluster`);
  await killContainer(node, victim.container);
}
