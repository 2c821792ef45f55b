import { until } from '../cluster/command';
import { list, number, text } from './data';
import { must, type Ledger } from './ledger';
import type { Demo } from './signals';
import { loki, signals, type Stack } from './stack';

/** CanvasCast's alert on logs: more than fifty error lines within five minutes. */
const alertName = 'ErrorLinesBurst';

/** Enough, and a few more for lines that fall out of the window. */
const errors = 60;

/** `ruler.evaluation_interval` and the group_wait of CanvasCast's route in dist/, in seconds. */
const waits = { evaluation: 60, groupWait: 30 } as const;

/** Lets the demo write errors, and waits for the message about them, which Loki and not Prometheus has asked for. */
export async function proveLogAlert(stack: Stack, demo: Demo, ledger: Ledger): Promise<void> {
  await ledger.prove(signals, `an alert on logs: ${alertName} goes from Loki to the webhook receiver in the time that the settings add up to`, async () => {
    const rules = list(await stack.ask(loki, '/prometheus/api/v1/rules'), 'data', 'groups').flatMap((group) => list(group, 'rules'));
    const hold = number(rules.find((rule) => text(rule, 'name') === alertName), 'duration');
    const longest = waits.evaluation + hold + waits.evaluation + waits.groupWait;
    const started = Date.now();
    await demo.ask('api', 'POST', `/fault?failures=${errors}`);
    for (let request = 0; request < errors; request += 1) await demo.ask('api', 'GET', '/work');
    const message = await until('a message about it', longest + 90, () => demo.message((one) => one.at > started && one.path === '/canvascast' && one.body.includes(alertName)));
    const measured = (message.at - started) / 1000;
    // The way of a line from the file of its pod into Loki, on a busy machine.
    const slack = 30;
    must(measured <= longest + slack, `${measured.toFixed(0)} s, and ${longest} s at most were expected`);
    return `${measured.toFixed(0)} s after ${errors} requests failed; evaluation ${waits.evaluation} + for ${hold} + evaluation ${waits.evaluation} + group_wait ${waits.groupWait} make ${longest} s at most`;
  });
}
