import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../cluster/command';
import { number, text, type Json } from './data';
import { must, type Ledger } from './ledger';
import type { Demo } from './signals';
import { alerts, countLines, countSpans, faults, kubectl, pods, runLines, secondsUntil, stackNamespaces, type Stack } from './stack';

/** Takes Jaeger away and gives the time, in milliseconds since 1970. */
export async function takeJaegerAway(stack: Stack): Promise<number> {
  const since = Date.now();
  await scale(stack, 'jaeger', 0);
  return since;
}

/** Takes a store away or brings it back. */
function scale({ cluster }: Stack, store: 'loki' | 'jaeger', replicas: 0 | 1): Promise<string> {
  return kubectl(cluster, ['scale', '--namespace', 'monitoring', `statefulset/${store}`, `--replicas=${replicas}`]);
}

/** Takes Loki away for two minutes while lines are written; `meanwhile` runs within them. Gives the proof that every line arrives. */
export async function takeLokiAway(stack: Stack, demo: Demo, ledger: Ledger, meanwhile: () => Promise<void>): Promise<() => Promise<void>> {
  const count = 1200;
  const away = async (): Promise<void> => {
    await scale(stack, 'loki', 0);
    await until('Loki is gone', 180, async () => ((await countLines(stack, runLines('away'))) === undefined ? true : undefined));
    // Twelve times a hundred lines, ten seconds apart.
    await Promise.all([demo.ask('api', 'POST', `/lines?run=away&count=${count}&pause=10000`, 180_000), sleep(120_000), meanwhile()]);
    await scale(stack, 'loki', 1);
  };
  const back = away();
  // What fails here fails the promise below, and not the proofs beside it.
  await back.catch(() => undefined);
  return () =>
    ledger.prove(faults, 'Loki away for two minutes while logs are written: every line arrives', async () => {
      await back;
      const caughtUp = await secondsUntil(`${count} lines are in Loki`, 240, async () => ((await countLines(stack, runLines('away'))) ?? 0) >= count);
      const stored = await countLines(stack, runLines('away'));
      must(stored === count, `${count} lines in, ${stored ?? 0} out`);
      return `${count} lines in, ${stored ?? 0} out, all there ${caughtUp.toFixed(0)} s after its start`;
    });
}

/** Restarts the gateway while spans are sent. Gives what the demo says that it sent. */
export async function proveGatewayRestart(stack: Stack, demo: Demo, ledger: Ledger): Promise<Json | undefined> {
  let sent: Json | undefined;
  await ledger.prove(faults, 'the collector gateway restarts while spans are sent and Jaeger is away', async () => {
    // Twenty times fifty spans, a second apart.
    const sending = demo.ask('api', 'POST', '/spans?count=1000&pause=1000', 120_000);
    await sleep(5_000);
    await kubectl(stack.cluster, ['delete', 'pod', '--namespace', 'monitoring', 'otel-collector-gateway-0', '--wait=false']);
    sent = await sending;
    must(number(sent, 'spans') > 1000, 'the demo did not answer');
    const isBack = async (): Promise<boolean> => (await pods(stack.cluster, stackNamespaces)).some(({ component, ready }) => component === 'otel-collector-gateway' && ready);
    return `Ready ${(await secondsUntil('the gateway is Ready', 120, isBack)).toFixed(0)} s after the last span was sent`;
  });
  return sent;
}

/** Waits for the message about Jaeger's absence, which began at `since`. */
export async function proveJaegerDown(demo: Demo, ledger: Ledger, since: number): Promise<void> {
  await ledger.prove(alerts, 'Jaeger away: JaegerDown fires, and the platform team is told', async () => {
    const message = await until('a message about Jaeger', 600, () => demo.message((one) => one.at > since && one.path === '/platform' && one.body.includes('JaegerDown')));
    return `told ${((message.at - since) / 1000).toFixed(0)} s after it was taken away; for is 300 s and group_wait 30 s`;
  });
}

/**
 * Seconds until the last span is there: until its batch is tried again, for 30 s and half of it more at most
 * (`retry_on_failure` of dist/), and until Jaeger is Ready, for as long again on a busy machine.
 */
const patience = 45 + 75;

/** Brings Jaeger back and counts the spans that were sent meanwhile. */
export async function proveJaegerReturn(stack: Stack, ledger: Ledger, sent: Json | undefined): Promise<void> {
  await scale(stack, 'jaeger', 1);
  await ledger.prove(faults, 'every span that was sent meanwhile is in Jaeger after its return', async () => {
    const count = number(sent, 'spans');
    let stored = 0;
    const caughtUp = await secondsUntil('the spans are in Jaeger', patience, async () => {
      stored = await countSpans(stack, text(sent, 'traceId'));
      return stored >= count;
    }).catch(() => patience);
    must(stored === count, `${count} spans in, ${stored} out`);
    return `${count} spans in, ${stored} out, all there ${caughtUp.toFixed(0)} s after its return`;
  });
}
