import { until } from '../cluster/command';
import { killContainer } from '../cluster/node';
import { number, text } from './data';
import { BrokenPromise, must, type Ledger } from './ledger';
import type { Demo } from './signals';
import { countLines, countSpans, faults, pods, query, runLines, secondsUntil, stackNamespaces, type Pod, type Stack } from './stack';

/** What every store has before the kills. */
export interface Stored {
  readonly lines: number;
  readonly spans: number;
  readonly traceId: string;
  /** A query of the past, and its value. */
  readonly past: string;
  readonly value: number;
}

/** Writes lines and spans, and waits until they are stored. */
export async function fillStores(stack: Stack, demo: Demo): Promise<Stored> {
  const written = 500;
  await demo.ask('api', 'POST', `/lines?run=before&count=${written}&pause=0`);
  const spans = await demo.ask('api', 'POST', '/spans?count=100&pause=0');
  const traceId = text(spans, 'traceId');
  await until('the lines and spans before the kills are stored', 90, async () => ((await countLines(stack, runLines('before'))) === written && (await countSpans(stack, traceId)) === number(spans, 'spans') ? true : undefined));
  const past = `sum(http_requests_total{job="canvascast-api"} @ ${Math.floor(Date.now() / 1000) - 30})`;
  return { lines: written, spans: number(spans, 'spans'), traceId, past, value: await query(stack, past) };
}

/** Kills each component once that `chosen` picks, one after the other. */
export async function proveKills(stack: Stack, ledger: Ledger, chosen: (component: string) => boolean): Promise<void> {
  const victims = (await pods(stack.cluster, stackNamespaces)).filter(({ container, ready, component }) => ready && container !== '' && chosen(component));
  for (const victim of victims) {
    await ledger.prove(faults, `kill -9 of ${victim.component} on ${victim.node}`, async () => {
      await kill(stack, victim);
      const back = await secondsUntil(`${victim.name} is Ready again`, 180, async () => {
        const now = (await pods(stack.cluster, stackNamespaces)).find(({ name }) => name === victim.name);
        return now !== undefined && now.ready && now.restarts > victim.restarts;
      });
      return `Ready again after ${back.toFixed(0)} s`;
    });
  }
}

/** Holds every store to what it had before the kills. */
export async function proveKept(stack: Stack, stored: Stored, ledger: Ledger): Promise<void> {
  await ledger.prove(faults, 'after the kills every store has what it had: lines, spans, samples', async () => {
    const have = async (): Promise<readonly (number | undefined)[]> => [await countLines(stack, runLines('before')), await countSpans(stack, stored.traceId), await query(stack, stored.past)];
    const had = [stored.lines, stored.spans, stored.value];
    let last: readonly (number | undefined)[] = [];
    await until('every store has what it had', 60, async () => {
      last = await have();
      return had.every((count, index) => last[index] === count) ? true : undefined;
    }).catch(() => undefined);
    must(had.every((count, index) => last[index] === count), `had ${had.join(', ')} and has ${last.join(', ')}`);
    return `${stored.lines} lines of ${stored.lines}, ${stored.spans} spans of ${stored.spans}, the sample at the time before the kills is the same`;
  });
}

async function kill(stack: Stack, victim: Pod): Promise<void> {
  const node = stack.cluster.nodes.find(({ name }) => name === victim.node);
  if (node === undefined) throw new BrokenPromise(`${victim.name} stands on no node of the cluster`);
  await killContainer(node, victim.container);
}
