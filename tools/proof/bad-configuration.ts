import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../cluster/command';
import { parseJson, text } from './data';
import { must, type Ledger } from './ledger';
import type { Quiet } from './quiet';
import { alerts, faults, firing, kubectl, query, secondsUntil, type Stack } from './stack';

const configMap = ['configmap/prometheus-config', '--namespace', 'monitoring'];
const reloaded = 'max(prometheus_config_last_reload_successful{job="prometheus"})';
const alertName = 'PrometheusConfigReloadFailed';

/** `for` of the alert in dist/small/prometheus-rules.yaml. */
const holdMinutes = 10;

/**
 * Pushes a configuration that Prometheus refuses, at a time from which its alert cannot come before the end of the quiet
 * time. Gives what waits for the alert and takes it back.
 */
export async function pushBadConfiguration(stack: Stack, { since, minutes }: Quiet, ledger: Ledger): Promise<() => Promise<void>> {
  await sleep(Math.max(0, since + (minutes - holdMinutes) * 60_000 - Date.now()));
  const good = text(parseJson(await kubectl(stack.cluster, ['get', ...configMap, '-o', 'json'])), 'data', 'prometheus.yml');
  // The apiserver may be away when the good one is due.
  const push = (content: string): Promise<true> =>
    until('the apiserver takes the configuration', 180, async () => ((await stack.cluster.kubectl(['patch', ...configMap, '--type=merge', '--patch', JSON.stringify({ data: { 'prometheus.yml': content } })])).status === 0 ? true : undefined));
  const pushed = performance.now();
  await ledger.prove(faults, 'a bad configuration of Prometheus is refused, and the old one stays in force', async () => {
    const targets = await query(stack, 'count(up == 1)');
    await push(`${good}\nno_such_field: 1\n`);
    const refused = await secondsUntil('Prometheus refuses it', 240, async () => (await query(stack, reloaded)) === 0);
    const still = await query(stack, 'count(up == 1)');
    must(still >= targets, `${targets} targets were up before, ${still} after`);
    return `refused after ${refused.toFixed(0)} s, ${still} targets of ${targets} still up`;
  });
  return async () => {
    await ledger.prove(alerts, `a bad configuration: ${alertName} fires`, async () => {
      await until(`${alertName} fires`, 780, async () => ((await firing(stack, `alertname="${alertName}"`)).length > 0 ? true : undefined));
      return `${((performance.now() - pushed) / 60_000).toFixed(1)} minutes after the push; for is ${holdMinutes} minutes`;
    });
    await ledger.prove(faults, 'a configuration that is mended is taken up without a restart', async () => {
      // Prometheus passes over a file that is the same as what it runs, and goes on saying that the last reload failed.
      await push(`${good}# mended\n`);
      return `after ${(await secondsUntil('Prometheus takes it', 240, async () => (await query(stack, reloaded)) === 1)).toFixed(0)} s`;
    });
  };
}
