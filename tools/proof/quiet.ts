import { setTimeout as sleep } from 'node:timers/promises';
import { must, type Ledger } from './ledger';
import { alerts, firing, query, type Stack } from './stack';

/** Services whose alerts tell of the machines and of Kubernetes, which this proof does not hold still, and of Grafana. */
const others = 'nodes|kubernetes|workloads|grafana';

/** When the quiet time began, in milliseconds since 1970, and how long it is. */
export interface Quiet {
  readonly since: number;
  readonly minutes: number;
}

/** Begins the quiet time once Prometheus has taken up its rules. */
export async function startQuiet(stack: Stack, minutes: number): Promise<Quiet> {
  while (!((await query(stack, 'count(up)')) > 0)) await sleep(1000);
  return { since: Date.now(), minutes };
}

/**
 * Waits for the rest of the quiet time and asks which alerts of the platform's team fired in it. The signals of the
 * demo may be proven meanwhile: what happens to a watched system is no fault of the stack.
 */
export async function proveQuiet(stack: Stack, { since, minutes }: Quiet, ledger: Ledger): Promise<void> {
  await ledger.prove(alerts, `no alert on the stack fires in ${minutes} quiet minutes`, async () => {
    await sleep(Math.max(0, since + minutes * 60_000 - Date.now()));
    const window = Math.ceil((Date.now() - since) / 1000);
    const loud = await firing(stack, `team="platform",service!~"${others}"`, window);
    must(loud.length === 0, `${loud.join(', ')} fired in ${window} s`);
    const rest = await firing(stack, `team="platform",service=~"${others}"`, window);
    return `none in ${(window / 60).toFixed(1)} minutes${rest.length === 0 ? '' : `; of the machine, and of Grafana, which is not run: ${rest.join(', ')}`}`;
  });
}
