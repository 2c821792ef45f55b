import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { small } from '../charts/environments/small';
import { runCommand } from '../lib/cli/run';
import { up, down, type Cluster } from './cluster/cluster';
import { nodeCount } from './cluster/node-count';
import { pushBadConfiguration } from './proof/bad-configuration';
import { proveManifests } from './proof/deploy';
import { proveFaults } from './proof/faults';
import { prepareSmallVolume } from './proof/full-volume';
import { createLedger } from './proof/ledger';
import { proveQuiet, startQuiet } from './proof/quiet';
import { proofTable, withTable } from './proof/report';
import { proveNotification, provePaging, proveSignals } from './proof/signals';
import { stackOn } from './proof/stack';
import { reportTotals } from './testing/totals';

const page = join(resolve(__dirname, '..'), 'docs', 'proof.md');

/** `npm run proof`: the committed manifests on a real Kubernetes. */
const { write, keep, quietMinutes, nodes } = new Command('npm run proof --')
  .description('Starts a real Kubernetes on this machine, as root, and proves the committed manifests on it.')
  .option('--write', 'writes the table into docs/proof.md')
  .option('--keep', 'leaves the cluster up')
  .option('--quiet-minutes <minutes>', 'how long no alert of the stack may fire without a fault', quietTime, 10)
  .option('--nodes <count>', 'kubelets, each on a machine of its own', nodeCount, 2)
  .parse()
  .opts<{ readonly write?: true; readonly keep?: true; readonly quietMinutes: number; readonly nodes: number }>();

const ledger = createLedger((line) => {
  process.stdout.write(`${line}\n`);
});

void runCommand(async () => {
  const started = performance.now();
  const cluster = await up({ nodes, report });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void endEarly(keep));
  try {
    await ledger.complete(() => proveAll(cluster));
  } finally {
    if (keep !== true) await down(report);
  }
  const outcomes = ledger.outcomes();
  if (write === true) writeFileSync(page, withTable(readFileSync(page, 'utf8'), outcomes));
  process.stdout.write(`\n${proofTable(outcomes)}\n${((performance.now() - started) / 60_000).toFixed(1)} minutes\n`);
  const count = (verdict: string): number => outcomes.filter((outcome) => outcome.verdict === verdict).length;
  return { text: '', exitStatus: reportTotals({ passed: count('pass'), failed: count('fail') }) };
});

/** Whoever ends the proof early finds nothing of it left either. */
async function endEarly(keeps: true | undefined): Promise<void> {
  if (keeps !== true) await down(report);
  process.exit(1);
}

/** Every promise, in the order in which they can be proven on one cluster. */
async function proveAll(cluster: Cluster): Promise<void> {
  const stack = stackOn(cluster);
  await prepareSmallVolume(cluster);
  await proveManifests(cluster, small, ledger);
  const quiet = await startQuiet(stack);
  const demo = await proveSignals(stack, ledger);
  const proveEnd = await proveNotification(stack, demo, ledger);
  const takeBack = await pushBadConfiguration(stack, ledger);
  await proveQuiet(stack, quiet, quietMinutes, ledger);
  await provePaging(demo, ledger);
  await proveEnd();
  await proveFaults(stack, demo, ledger, takeBack);
}

function report(line: string): void {
  process.stderr.write(`cluster: ${line}\n`);
}

function quietTime(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0)) throw new InvalidArgumentError('a number of minutes above 0.');
  return minutes;
}
