import { Command } from 'commander';
import { runCommand } from '../lib/cli/run';
import type { CommandResult } from '../lib/cli/result';
import { down, runningCluster, up } from './cluster/cluster';
import { componentImages } from './cluster/images';
import { nodeCount } from './cluster/node-count';

/** `npm run cluster -- up|down|status`: a real Kubernetes on this machine, to try manifests on. */
const program = new Command('npm run cluster --').description('A real Kubernetes on this machine, from pinned sources, as root.');

program
  .command('up')
  .description('starts it, or says that it runs')
  .option('--nodes <count>', 'kubelets, each on a machine of its own', nodeCount, 2)
  .action(({ nodes }: { readonly nodes: number }) =>
    runCommand(async () => {
      const cluster = await up({ nodes, report });
      const { notRun } = componentImages();
      const cannot = notRun.map(({ reference, reason }) => `no image of ${reference}: ${reason}\n`).join('');
      return done(`${cannot}export KUBECONFIG=${cluster.layout.kubeconfig}\n`);
    }),
  );

program
  .command('down')
  .description('ends it and removes everything that it made')
  .action(() =>
    runCommand(async () => {
      await down(report);
      return done('');
    }),
  );

program
  .command('status')
  .description('shows its nodes and pods; status 1 when it does not run')
  .action(() =>
    runCommand(async () => {
      const cluster = await runningCluster();
      if (cluster === undefined) return { text: 'the cluster is not up\n', exitStatus: 1 };
      const nodes = await cluster.kubectl(['get', 'nodes', '-o', 'wide']);
      const pods = await cluster.kubectl(['get', 'pods', '--all-namespaces', '-o', 'wide']);
      return { text: `${nodes.stdout}${nodes.stderr}\n${pods.stdout}${pods.stderr}`, exitStatus: nodes.status };
    }),
  );

void program.parseAsync();

function report(line: string): void {
  process.stderr.write(`cluster: ${line}\n`);
}

function done(text: string): CommandResult {
  return { text, exitStatus: 0 };
}
