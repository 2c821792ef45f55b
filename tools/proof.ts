import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { runCommand } from '../lib/cli/run';
import { up, down } from './cluster/cluster';
import { nodeCount } from './cluster/node-count';
import { demoCommands } from './proof/demo-objects';
import { createLedger } from './proof/ledger';
import { proofs, type ProofName } from './proof/proofs';
import { proofTable, withTable } from './proof/report';
import { reportTotals } from './testing/totals';

const page = join(resolve(__dirname, '..'), 'docs', 'proof.md');

interface Options {
  readonly environment: ProofName;
  readonly write?: true;
  readonly keep?: true;
  readonly quietMinutes: number;
  readonly nodes?: number;
}

/** `npm run proof`: the committed manifests on a real Kubernetes. */
const { environment, write, keep, quietMinutes, nodes } = new Command('npm run proof --')
  .description('Starts a real Kubernetes on this machine, as root, and proves the committed manifests on it.')
  .addOption(new Option('--environment <name>', 'what is applied').choices(Object.keys(proofs)).default('small'))
  .option('--write', 'writes the table into docs/proof.md')
  .option('--keep', 'leaves the cluster up')
  .option('--quiet-minutes <minutes>', 'how long no alert of the stack may fire without a fault', quietTime, 10)
  .option('--nodes <count>', 'kubelets, each on a machine of its own', nodeCount)
  .parse()
  .opts<Options>();

const ledger = createLedger((line) => {
  process.stdout.write(`${line}\n`);
});

void runCommand(async () => {
  const started = performance.now();
  const { needs, prove } = proofs[environment];
  const cluster = await up({ ...needs, commands: demoCommands, ...(nodes === undefined ? {} : { nodes }), report });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void endEarly());
  try {
    await ledger.complete(() => prove(cluster, ledger, quietMinutes));
  } finally {
    if (keep !== true) await down(report);
  }
  const outcomes = ledger.outcomes();
  if (write === true) writeFileSync(page, withTable(readFileSync(page, 'utf8'), environment, outcomes));
  process.stdout.write(`\n${proofTable(outcomes)}\n${((performance.now() - started) / 60_000).toFixed(1)} minutes\n`);
  const count = (verdict: string): number => outcomes.filter((outcome) => outcome.verdict === verdict).length;
  return { text: '', exitStatus: reportTotals({ passed: count('pass'), failed: count('fail') }) };
});

/** Whoever ends the proof early finds nothing of it left either. */
async function endEarly(): Promise<void> {
  if (keep !== true) await down(report);
  process.exit(1);
}

function report(line: string): void {
  process.stderr.write(`cluster: ${line}\n`);
}

function quietTime(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0)) throw new InvalidArgumentError('a number of minutes above 0.');
  return minutes;
}
