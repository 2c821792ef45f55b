import { setTimeout as sleep } from 'node:timers/promises';
import { startControlPlaneProgram, waitForApiServer } from '../cluster/control-plane';
import { killProgram } from '../cluster/machine';
import { tool } from '../toolchain';
import { must, type Ledger } from './ledger';
import { faults, query, type Stack } from './stack';

/** Targets that need the apiserver to answer, as kubelets do to know who asks, and stores that another fault takes away. */
const notCounted = 'kube-apiserver|kubelet|cadvisor|kube-state-metrics.*|loki|jaeger';

/** Kills the apiserver and starts it again a minute later. */
export async function proveApiServerAway(stack: Stack, ledger: Ledger): Promise<void> {
  await ledger.prove(faults, 'the apiserver away for a minute: targets that do not ask it are scraped, and alerts evaluated', async () => {
    const { layout, control } = stack.cluster;
    const measure = async () => ({
      samples: await query(stack, 'sum(prometheus_tsdb_head_samples_appended_total{job="prometheus"})'),
      evaluations: await query(stack, 'sum(prometheus_rule_group_iterations_total{job="prometheus"})'),
      up: await query(stack, `count(up{job!~"${notCounted}"} == 1)`),
    });
    const before = await measure();
    await killProgram(control, await tool('kube-apiserver'));
    await sleep(60_000);
    const after = await measure();
    await startControlPlaneProgram(layout, control, 'kube-apiserver');
    await waitForApiServer(layout);
    must(after.samples > before.samples && after.evaluations > before.evaluations, `samples ${before.samples} and ${after.samples}, evaluations ${before.evaluations} and ${after.evaluations}`);
    must(after.up >= before.up, `${before.up} targets were up before, ${after.up} without the apiserver`);
    return `${after.up} targets of ${before.up} up meanwhile, ${after.samples - before.samples} samples and ${after.evaluations - before.evaluations} evaluations in that minute`;
  });
}
