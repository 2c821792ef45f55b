import { setTimeout as sleep } from 'node:timers/promises';
import { startControlPlaneProgram, waitForApiServer } from '../cluster/control-plane';
import { until } from '../cluster/command';
import { killProgram } from '../cluster/machine';
import { tool } from '../toolchain';
import { number, parseJson, text, type Json } from './data';
import { isReady } from './deploy';
import { proveKills } from './kills';
import { must, type Ledger } from './ledger';
import type { Demo } from './signals';
import { countLines, countSpans, firing, kubectl, objects, pods, query, runLines, secondsUntil, stackNamespaces, type Stack } from './stack';

const section = 'Faults';

const alerts = 'Alerts on the stack itself';

/**
 * Makes the faults. The bad configuration stays through the others, because its alert waits for ten minutes, and so does
 * Jaeger's absence through Loki's and the restart of the gateway, which holds the spans meanwhile.
 */
export async function proveFaults(stack: Stack, demo: Demo, ledger: Ledger): Promise<void> {
  let takeBack: () => Promise<void> = () => Promise.resolve();
  await proveKills(stack, demo, ledger, async () => {
    takeBack = await pushBadConfiguration(stack, ledger);
  });
  const jaegerAway = Date.now();
  await kubectl(stack.cluster, ['scale', '--namespace', 'monitoring', 'statefulset/jaeger', '--replicas=0']);
  await proveLokiAway(stack, demo, ledger);
  const sent = await proveGatewayRestart(stack, demo, ledger);
  await proveJaegerAway(stack, demo, ledger, jaegerAway);
  await proveSpans(stack, sent, ledger);
  await proveApiServerAway(stack, ledger);
  await takeBack();
  await proveRollout(stack, ledger);
}

async function proveLokiAway(stack: Stack, demo: Demo, ledger: Ledger): Promise<void> {
  const count = 1200;
  await ledger.prove(section, 'Loki away for two minutes while logs are written: every line arrives', async () => {
    await kubectl(stack.cluster, ['scale', '--namespace', 'monitoring', 'statefulset/loki', '--replicas=0']);
    await until('Loki is gone', 180, async () => ((await countLines(stack, runLines('away'))) === undefined ? true : undefined));
    // Twelve times a hundred lines, ten seconds apart.
    await Promise.all([demo.ask('api', 'POST', `/lines?run=away&count=${count}&pause=10000`, 180_000), sleep(120_000)]);
    await kubectl(stack.cluster, ['scale', '--namespace', 'monitoring', 'statefulset/loki', '--replicas=1']);
    const caughtUp = await secondsUntil(`${count} lines are in Loki`, 240, async () => ((await countLines(stack, runLines('away'))) ?? 0) >= count);
    const stored = await countLines(stack, runLines('away'));
    must(stored === count, `${count} lines in, ${stored ?? 0} out`);
    return `${count} lines in, ${stored ?? 0} out, all there ${caughtUp.toFixed(0)} s after its start`;
  });
}

async function proveGatewayRestart(stack: Stack, demo: Demo, ledger: Ledger): Promise<Json | undefined> {
  let sent: Json | undefined;
  await ledger.prove(section, 'the collector gateway restarts while spans are sent and Jaeger is away', async () => {
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

async function proveJaegerAway(stack: Stack, demo: Demo, ledger: Ledger, since: number): Promise<void> {
  await ledger.prove(alerts, 'Jaeger away: JaegerDown fires, and the platform team is told', async () => {
    const message = await until('a message about Jaeger', 600, () => demo.message((one) => one.at > since && one.path === '/platform' && one.body.includes('JaegerDown')));
    return `told ${((message.at - since) / 1000).toFixed(0)} s after it was taken away; for is 300 s and group_wait 30 s`;
  });
  await kubectl(stack.cluster, ['scale', '--namespace', 'monitoring', 'statefulset/jaeger', '--replicas=1']);
}

async function proveSpans(stack: Stack, sent: Json | undefined, ledger: Ledger): Promise<void> {
  await ledger.prove(section, 'every span that was sent meanwhile is in Jaeger after its return', async () => {
    const count = number(sent, 'spans');
    let stored = 0;
    const caughtUp = await secondsUntil('the spans are in Jaeger', 180, async () => {
      stored = await countSpans(stack, text(sent, 'traceId'));
      return stored >= count;
    }).catch(() => 180);
    must(stored === count, `${count} spans in, ${stored} out`);
    return `${count} spans in, ${stored} out, all there ${caughtUp.toFixed(0)} s after its return`;
  });
}

/** A configuration that Prometheus refuses, pushed at the beginning and taken back at the end. */
async function pushBadConfiguration(stack: Stack, ledger: Ledger): Promise<() => Promise<void>> {
  const configMap = ['configmap/prometheus-config', '--namespace', 'monitoring'];
  const good = text(parseJson(await kubectl(stack.cluster, ['get', ...configMap, '-o', 'json'])), 'data', 'prometheus.yml');
  const push = (content: string): Promise<string> => kubectl(stack.cluster, ['patch', ...configMap, '--type=merge', '--patch', JSON.stringify({ data: { 'prometheus.yml': content } })]);
  const reloaded = 'max(prometheus_config_last_reload_successful{job="prometheus"})';
  const alertName = 'PrometheusConfigReloadFailed';
  const pushed = performance.now();
  await ledger.prove(section, 'a bad configuration of Prometheus is refused, and the old one stays in force', async () => {
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
      return `within ${((performance.now() - pushed) / 60_000).toFixed(1)} minutes of the push; for is 10 minutes`;
    });
    await ledger.prove(section, 'the good configuration is taken up again without a restart', async () => {
      await push(good);
      return `after ${(await secondsUntil('Prometheus takes it', 240, async () => (await query(stack, reloaded)) === 1)).toFixed(0)} s`;
    });
  };
}

async function proveApiServerAway(stack: Stack, ledger: Ledger): Promise<void> {
  await ledger.prove(section, 'the apiserver away for a minute: metrics go on, alerts are evaluated, and the cluster comes back', async () => {
    const { layout, control } = stack.cluster;
    const samples = 'sum(prometheus_tsdb_head_samples_appended_total{job="prometheus"})';
    const evaluations = 'sum(prometheus_rule_group_iterations_total{job="prometheus"})';
    const before = { samples: await query(stack, samples), evaluations: await query(stack, evaluations), up: await query(stack, 'count(up{job!="kube-apiserver"} == 1)') };
    await killProgram(control, await tool('kube-apiserver'));
    await sleep(60_000);
    const after = { samples: await query(stack, samples), evaluations: await query(stack, evaluations), up: await query(stack, 'count(up{job!="kube-apiserver"} == 1)') };
    await startControlPlaneProgram(layout, control, 'kube-apiserver');
    await waitForApiServer(layout);
    must(after.samples > before.samples && after.evaluations > before.evaluations, `samples ${before.samples} and ${after.samples}, evaluations ${before.evaluations} and ${after.evaluations}`);
    must(after.up >= before.up, `${before.up} targets were up before, ${after.up} without the apiserver`);
    await allReady(stack);
    return `${after.up} targets of ${before.up} up meanwhile, ${after.samples - before.samples} samples and ${after.evaluations - before.evaluations} evaluations in that minute`;
  });
}

async function proveRollout(stack: Stack, ledger: Ledger): Promise<void> {
  await ledger.prove(section, 'a rolling change of every workload', async () => {
    const started = performance.now();
    for (const namespace of stackNamespaces) await kubectl(stack.cluster, ['rollout', 'restart', '--namespace', namespace, 'deployment,statefulset,daemonset']);
    await allReady(stack);
    return `every workload Ready again after ${((performance.now() - started) / 1000).toFixed(0)} s`;
  });
}

/** Waits until every workload but Grafana, which has no program, is Ready. */
async function allReady(stack: Stack): Promise<void> {
  await secondsUntil('every workload is Ready', 300, async () => {
    const all = (await objects(stack.cluster, 'deployments,statefulsets,daemonsets')).filter((workload) => stackNamespaces.includes(text(workload, 'metadata', 'namespace')) && text(workload, 'metadata', 'name') !== 'grafana');
    return all.every(isReady);
  });
}
