import { until } from '../cluster/command';
import { proveApiServerAway } from './api-server-away';
import type { Json } from './data';
import { proveFullVolume } from './full-volume';
import { proveKept, proveKills, type Stored } from './kills';
import { must, type Ledger } from './ledger';
import type { Demo } from './signals';
import { countLines, faults, kubectl, runLines, stackNamespaces, type Stack } from './stack';
import { proveGatewayRestart, proveJaegerDown, proveJaegerReturn, takeJaegerAway, takeLokiAway } from './stores-away';
import { secondsUntilReady } from './workloads';

/**
 * Makes the faults, several at a time where one has to wait for its alert. Loki is killed, is full and is away, one after the
 * other; meanwhile Jaeger is away, the other components are killed, and the apiserver is away. Prometheus, whose bad
 * configuration waits for its own alert, is killed when that is taken back, because it would not start with it.
 */
export async function proveFaults(stack: Stack, demo: Demo, stored: Stored, ledger: Ledger, takeBack: () => Promise<void>): Promise<void> {
  const configuration = takeBack();
  const kill = (...components: readonly string[]): Promise<void> => proveKills(stack, ledger, (component) => components.includes(component));
  // An agent that is killed loses the line that it still holds, to see whether the next one continues it. So lines are
  // counted before and after, and not meanwhile.
  const first = ['loki', 'jaeger', 'otel-collector-agent'];
  const jaegerAway = kill('jaeger').then(() => takeJaegerAway(stack));
  await Promise.all([kill('loki'), kill('otel-collector-agent'), jaegerAway]);
  const killOthers = async (): Promise<Json | undefined> => {
    await proveKills(stack, ledger, (component) => ![...first, 'prometheus'].includes(component));
    return proveGatewayRestart(stack, demo, ledger);
  };
  const [sent] = await Promise.all([killOthers(), proveFullVolume(stack, demo, ledger)]);
  const proveLokiReturn = await takeLokiAway(stack, demo, ledger, () => proveApiServerAway(stack, ledger));
  const returnJaeger = async (): Promise<void> => {
    await proveJaegerDown(demo, ledger, await jaegerAway);
    await Promise.all([proveJaegerReturn(stack, ledger, sent), configuration.then(() => kill('prometheus'))]);
  };
  await Promise.all([proveLokiReturn(), returnJaeger()]);
  await proveKept(stack, stored, ledger);
  await proveRollout(stack, demo, ledger);
}

async function proveRollout(stack: Stack, demo: Demo, ledger: Ledger): Promise<void> {
  const count = 600;
  await ledger.prove(faults, 'a rolling change of every workload while logs are written: every line arrives', async () => {
    // Six times a hundred lines, seven seconds apart.
    const writing = demo.ask('api', 'POST', `/lines?run=rollout&count=${count}&pause=7000`, 120_000);
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
