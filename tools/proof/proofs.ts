import { ha } from '../../charts/environments/ha';
import { small } from '../../charts/environments/small';
import type { Cluster, UpOptions } from '../cluster/cluster';
import { pushBadConfiguration } from './bad-configuration';
import { proveApplied, proveApply } from './deploy';
import { proveFaults } from './faults';
import { prepareSmallVolume } from './full-volume';
import { proveCopies } from './high-availability';
import { fillStores } from './kills';
import type { Ledger } from './ledger';
import { proveLogAlert } from './log-alert';
import { proveNodeCatalogs } from './node-catalogs';
import { proveQuiet, startQuiet } from './quiet';
import { proveFailures, proveNotification, provePaging, proveSignals, startDemo } from './signals';
import { stackOn } from './stack';

/** What is proven of one environment. */
interface Proof {
  /** The cluster that it takes. */
  readonly needs: Pick<UpOptions, 'nodes' | 'processors'>;
  /** Proves every promise, in the order in which they can be proven on one cluster. */
  readonly prove: (cluster: Cluster, ledger: Ledger, quietMinutes: number) => Promise<void>;
}

export type ProofName = 'small' | 'ha';

export const proofs: Readonly<Record<ProofName, Proof>> = {
  small: {
    needs: { nodes: 2 },
    prove: async (cluster, ledger, quietMinutes) => {
      const stack = stackOn(cluster);
      await prepareSmallVolume(cluster);
      await proveApply(cluster, small, ledger);
      const quiet = await startQuiet(stack, quietMinutes);
      await proveApplied(cluster, small, ledger);
      const demo = await startDemo(stack);
      await proveSignals(stack, demo, ledger);
      const [proveEnd, takeBack] = await Promise.all([proveNotification(stack, demo, ledger), pushBadConfiguration(stack, quiet, ledger)]);
      await proveFailures(stack, demo, ledger);
      const [stored] = await Promise.all([fillStores(stack, demo), proveLogAlert(stack, demo, ledger), proveNodeCatalogs(cluster, ledger)]);
      await proveQuiet(stack, quiet, ledger);
      await Promise.all([provePaging(demo, ledger), proveEnd(), proveFaults(stack, demo, stored, ledger, takeBack)]);
    },
  },
  ha: {
    // Prometheus asks for more than three processors on each of two nodes.
    needs: { nodes: 3, processors: 8 },
    prove: async (cluster, ledger) => {
      const stack = stackOn(cluster);
      await proveApply(cluster, ha, ledger, { jaeger: 'there is no OpenSearch, which keeps its traces in this environment' });
      await proveApplied(cluster, ha, ledger);
      await proveCopies(stack, await startDemo(stack), ledger);
    },
  },
};
