import type { Duration } from '../../lib/core/duration';
import { days, formatDuration, hours, minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond } from '../../lib/core/quantity';
import type { Alert } from '../../lib/rule/alert';
import { group } from '../../lib/rule/group';
import { recordingsFor } from '../../lib/rule/needed-rules';
import { ruleFileDocument } from '../../lib/rule/rule-file';
import { inputText } from '../../lib/rule/scenario/input-text';
import type { ProofFiles } from '../../lib/rule/scenario/promtool-test';
import { inSequence } from '../../lib/rule/scenario/sequence';
import type { BurnAlarm } from '../../lib/rule/slo/burn';
import { availability } from '../../lib/rule/slo/indicator';
import { percentText, spacedDuration, timeText } from '../../lib/rule/slo/objective';
import { slo } from '../../lib/rule/slo/slo';
import { links, runProofs } from './promtool';
import { requests, traffic } from './shop';

const simulated = slo('shop', {
  target: percent(99.9),
  period: days(30),
  title: 'The shop',
  alerts: 'Shop',
  service: 'shop',
  team: 'shop',
  runbook: 'shop/slo',
  volume: perSecond(1, 'requests'),
  indicator: availability({ total: requests, bad: requests.where({ status: '500' }) }),
  events: traffic,
});

/** Parts of bad events during the incident. */
const shares = [1, 0.1, 0.01, 0.002] as const;

/** How exactly the times are measured: the step of each simulation. */
const steps: readonly (readonly [long: Duration, step: Duration])[] = [[hours(1), seconds(15)], [hours(6), minutes(1)], [days(3), minutes(2)]];

interface Incident {
  readonly alarm: BurnAlarm;
  readonly alert: Alert;
  readonly share: number;
  readonly step: Duration;
  readonly begins: Duration;
  readonly ends: Duration;
  readonly watchedUntil: Duration;
}

interface Outcome extends Incident {
  /** Seconds after the beginning at which the alert fires; undefined when it never does. */
  readonly detected: number | undefined;
  /** Seconds after the end at which it is gone. */
  readonly reset: number | undefined;
}

/** Simulates every incident for every pair of windows on the real engine, and prints the table of `docs/slo.md`. */
export async function detectionTable(): Promise<string> {
  const outcomes = await Promise.all(simulated.alarms.flatMap((alarm, index) => shares.map((share) => simulate(incident(alarm, simulated.alerts[index], share)))));
  return [
    '| windows, burn, threshold | bad events | fires after | budget spent by then | gone after |',
    '|---|---|---|---|---|',
    ...outcomes.map(row),
  ].join('\n');
}

function incident(alarm: BurnAlarm, alert: Alert | undefined, share: number): Incident {
  if (alert === undefined) throw new Error('an alarm without its alert');
  const step = steps.find(([long]) => long.milliseconds === alarm.long.milliseconds)?.[1] ?? minutes(1);
  const inSteps = (time: number): Duration => seconds(Math.ceil(time / step.value) * step.value);
  // The windows are full of good events when the incident begins, and the short one is full of bad ones when it ends.
  const expected = Math.min(alarm.long.value, (alarm.long.value * alarm.threshold) / share);
  const begins = inSteps(alarm.long.value);
  const ends = inSteps(begins.value + expected + alarm.short.value * 1.1);
  return { alarm, alert, share, step, begins, ends, watchedUntil: inSteps(ends.value + alarm.short.value * 1.2) };
}

async function simulate(one: Incident): Promise<Outcome> {
  const { output } = await runProofs(simulation(one));
  const first = measured(output, 'min');
  const last = measured(output, 'max');
  return {
    ...one,
    // The first sample of a stage already shows what happened since the one before.
    detected: first === undefined ? undefined : first - (one.begins.value - one.step.value),
    reset: last === undefined ? undefined : last + one.step.value - (one.ends.value - one.step.value),
  };
}

/** The alert's own record of when it fired; that nothing is expected makes promtool print what there is. */
function simulation({ alert, share, step, begins, ends, watchedUntil }: Incident): ProofFiles {
  const given = inSequence(
    { given: traffic(100, 0), lasts: begins },
    { given: traffic(100 * (1 - share), 100 * share), lasts: seconds(ends.value - begins.value) },
    { given: traffic(100, 0) },
  );
  const moments = `timestamp(ALERTS{alertname="${alert.name}",alertstate="firing"})[${formatDuration(watchedUntil)}:${formatDuration(step)}]`;
  const rules = group('slo', { rules: [...recordingsFor(alert, simulated.groups), alert] });
  const test = {
    interval: formatDuration(step),
    input_series: given.map((series) => inputText(series, step, watchedUntil)),
    promql_expr_test: ['min', 'max'].map((end) => ({ expr: `${end}(${end}_over_time(${moments}))`, eval_time: formatDuration(watchedUntil), exp_samples: [] })),
  };
  return {
    rules: [{ path: 'rules.yaml', content: ruleFileDocument([rules], links) }],
    tests: [{ path: 'test.yaml', content: { rule_files: ['rules.yaml'], evaluation_interval: formatDuration(step), tests: [test] } }],
  };
}

function measured(output: string, end: 'min' | 'max'): number | undefined {
  const found = new RegExp(`expr: "${end}\\(.*\\n.*exp: nil\\n *got: \\{\\} ([-+.E0-9]+)`).exec(output);
  return found === null ? undefined : Number(found[1]);
}

function row({ alarm, share, detected, reset }: Outcome): string {
  const what = `${spacedDuration(alarm.long)} and ${spacedDuration(alarm.short)}, ${alarm.factor} x, ${percentText(alarm.threshold)}`;
  if (detected === undefined || reset === undefined) return `| ${what} | ${percentText(share)} | never | - | - |`;
  const spent = (share * detected) / simulated.objective.period.value / simulated.objective.budget.value;
  return `| ${what} | ${percentText(share)} | ${timeText(seconds(detected))} | ${percentText(Number(spent.toPrecision(2)))} | ${timeText(seconds(reset))} |`;
}
