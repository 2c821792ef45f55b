import { until } from '../cluster/command';
import { proveApiServerAway } from './api-server-away';
import { proveFullVolume } from './full-volume';
import { fillStores, proveKept, proveKills } from './kills';
import { must, type Ledger } from './ledger';
import type { Demo } from './signals';
import { countLines, faults, kubectl, runLines, stackNamespaces, type Stack } from './stack';
import { proveGatewayRestart, proveJaegerAway, proveLokiAway, scale } from './stores-away';
import { secondsUntilReady } from './workloads';

/**
 * Makes the faults, several at a time where one has to wait for its alert: Jaeger is away through all others, a volume is
 * full while components are killed, and the apiserver is away while Loki is. Prometheus, whose bad configuration waits for
 * its own alert, is killed when that is taken back, because it would not start with it.
 */
export async function proveFaults(stack: Stack, demo: Demo, ledger: Ledger, takeBack: () => Promise<void>): Promise<void> {
  const stored = await fillStores(stack, demo);
  const configuration = takeBack();
  // An agent that is killed loses the line that it still holds, to see whether the next one continues it. So lines are
  // counted before and after, and not meanwhile.
  const first = ['loki', 'jaeger', 'otel-collector-agent'];
  await Promise.all(first.map((name) => proveKills(stack, ledger, (component) => component === name)));
  const jaegerAway = Date.now();
  await scale(stack, 'jaeger', 0);
  await Promise.all([proveFullVolume(stack, demo, ledger), proveKills(stack, ledger, (component) => ![...first, 'prometheus'].includes(component))]);
  await proveLokiAway(stack, demo, ledger, () => proveApiServerAway(stack, ledger));
  const sent = await proveGatewayRestart(stack, demo, ledger);
  await proveJaegerAway(stack, demo, ledger, jaegerAway, sent);
  await configuration;
  await proveKills(stack, ledger, (component) => component === 'prometheus');
  await proveKept(stack, stored, ledger);
  await proveRollout(stack, demo, ledger);
}

async function proveRollout(stack: Stack, demo: Demo, ledger: Ledger): Promise<void> {
  const count = 600;
  await ledger.prove(faults, 'a rolling change of every workload while logs are written: every line arrives', async () => {
    // Six times a hundred lines, ten seconds apart.
    const writing = demo.ask('api', 'POST', `/lines?run=rollout&count=${count}&pause=10000`, 120_000);
    for (const namespace of stackNamespaces) await kubectl(stack.cluster, ['rollout', 'restart', '--namespace', namespace, 'deployment,statefulset,daemonset']);
    const seconds = await secondsUntilReady(stack.cluster, 300);
    await writing;
    let stored: number | undefined;
    await until(`${count} lines are in Loki`, 120, async () => {
      stored = await countLines(stack, runLines('rollout'));
      return stored === count ? true : undefined;
    }).catch(() => undefined);
    must(stored === count, `${count} lines in, ${stored ?? 0} out`);
    return `every workload Ready again after ${seconds.toFixed(0)} s; ${count} lines in, ${count} out`;
  });
}
