import type { Duration } from '../../core/duration';
import { formatDuration, minutes, seconds } from '../../core/duration';
import type { Unit } from '../../core/unit';
import type { Node, SelectorNode } from '../../promql/node';
import { Condition } from '../../promql/vector';
import type { Alert } from '../alert';
import { alert } from '../alert';
import { binaryOf, callOf, chained, numberOf } from '../condition/expression';
import type { InputSeries } from '../scenario/input';
import type { FiringScenario, SilentScenario } from '../scenario/scenario';
import { inSequence } from '../scenario/sequence';
import type { BurnAlarm } from './burn';
import { sloSeries } from './names';
import { objectiveText, spacedDuration, timeText } from './objective';
import type { SloDesign } from './series';
import { isDirect } from './series';

/** What the alerts of an SLO have in common. */
export interface SloAlertOptions {
  /** Begins the name of every alert: `ApiAvailability`. */
  readonly prefix: string;
  /** What is promised, as a subject: `The API's availability`. */
  readonly title: string;
  readonly team: string;
  readonly runbook: string;
  readonly dashboard?: string;
  /** Events per second below which an alert says nothing; undefined where events come with the clock. */
  readonly volume: number | undefined;
  /** Series of so many good and bad events per second. */
  readonly events: (good: number, bad: number) => readonly InputSeries[];
}

type Selector = (series: string) => SelectorNode;

/** The alert of a pair of windows. It waits for nothing: the windows themselves keep it from fluttering. */
export function burnAlert(design: SloDesign, alarm: BurnAlarm, selector: Selector, options: SloAlertOptions): Alert {
  const { objective, indicator, labels } = design;
  const { long, short, factor, threshold, severity } = alarm;
  const spent = timeText(seconds(Math.round(objective.period.value / factor)));
  const description = (share: string): string =>
    `${share} of ${indicator.events} ${indicator.verdict} over ${spacedDuration(long)}; the objective allows ${percentage(objective.budget.value)} (${objectiveText(objective)}). A burn of ${numberText(factor)} spends the whole budget in ${spent}.`;
  const exceeds = (window: Duration): Node => binaryOf('>', selector(sloSeries.errorRatio(window)), numberOf(threshold));
  const guard = options.volume === undefined ? [] : [binaryOf('>=', selector(sloSeries.total(long)), numberOf(options.volume))];
  return alert<string, Unit, string>(`${options.prefix}BudgetBurn${formatDuration(long)}`, {
    when: new Condition<Unit, string>(chained('and', [exceeds(long), exceeds(short), ...guard])),
    severity,
    kind: 'symptom',
    team: options.team,
    labels,
    summary: `${options.title} is spending its error budget too fast (${objectiveText(objective)}).`,
    description: ({ value }) => description(value),
    runbook: options.runbook,
    ...(options.dashboard === undefined ? {} : { dashboard: options.dashboard }),
    ...burnScenarios(alarm, shortest(design.alarms), options, description),
  });
}

/** Nobody knows any more whether the promise is kept. */
export function unknownAlert({ labels, objective, alarms }: SloDesign, selector: Selector, options: SloAlertOptions): Alert {
  const base = shortest(alarms);
  const description = `There are no events to judge: neither alerts nor the deploy gate of this SLO (${objectiveText(objective)}) can work.`;
  return alert<string, Unit, string>(`${options.prefix}Unknown`, {
    when: new Condition<Unit, string>(callOf('absent', selector(sloSeries.total(base)))),
    for: minutes(10),
    severity: 'warning',
    kind: 'meta',
    team: options.team,
    labels,
    summary: `${options.title} is not measured any more (${objectiveText(objective)}).`,
    description: () => description,
    runbook: options.runbook,
    ...(options.dashboard === undefined ? {} : { dashboard: options.dashboard }),
    fires: { name: 'when the series are gone', given: [], notYetAt: minutes(9), at: minutes(11), alerts: [{ description }] },
    silent: { name: 'while events are counted, even if none is bad', given: options.events(busyRate(options.volume), 0), at: [minutes(11), minutes(30)] },
  });
}

/** A round number, so that shares of it are short. */
const usualRate = 100;

/** Events per second of a made-up service that is busy enough for its guard. */
export function busyRate(volume = 1): number {
  return Math.max(usualRate, volume * 10);
}

interface BurnScenarios {
  readonly fires: readonly [FiringScenario, ...FiringScenario[]];
  readonly silent: readonly [SilentScenario, ...SilentScenario[]];
}

function burnScenarios({ long, short, threshold }: BurnAlarm, base: Duration, options: SloAlertOptions, description: (share: string) => string): BurnScenarios {
  const every = stepFor(short, base);
  const after = (steps: number): Duration => seconds(steps * every.value);
  const share = (part: number): readonly InputSeries[] => options.events(busyRate(options.volume) * (1 - part), busyRate(options.volume) * part);
  const [above, below] = [threeDigits(Math.min(1, threshold * 1.04)), threeDigits(threshold * 0.96)];
  const outage = after(Math.ceil((2 * short.value) / every.value));
  const volume = options.volume;
  const [bad, almost] = [share(threeDigits(Math.min(1, threshold * 1.3))), share(below)];
  // So long after so much calm the long window holds 0.95 of the threshold, and the short one is full.
  const twice = Math.ceil((2 * short.value) / every.value);
  const calm = Math.ceil(twice * (Math.min(1, threshold * 1.3) / (threshold * 0.95) - 1));
  return {
    fires: [
      { name: `at ${percentage(above)} bad events`, given: share(above), every, at: after(20), alerts: [{ description: description(percentage(above)) }] },
      {
        name: 'ends when the short window is over',
        given: inSequence({ given: share(1), lasts: outage }, { given: share(0) }),
        every,
        at: seconds(outage.value - every.value),
        // The short window still holds more bad events than the threshold: all of it did, and so much of it is over.
        alsoAt: seconds(outage.value + Math.floor((short.value * (1 - threshold) * 0.7) / every.value) * every.value),
        resolvedAt: seconds(outage.value + short.value + 2 * every.value),
        alerts: [{ description: description('100%') }],
      },
      ...(volume === undefined ? [] : [{ name: 'when just enough happens', given: options.events(0, volume * 1.06), every, at: after(80 + (isDirect(long) ? Math.ceil(long.value / every.value) : 0)), alerts: [{ description: description('100%') }] }]),
    ],
    silent: [
      { name: `at ${percentage(below)} bad events`, given: share(below), every, at: [after(20), after(60)] },
      { name: 'before the long window has seen enough', given: inSequence({ given: share(0), lasts: after(calm) }, { given: bad }), every, at: after(calm + twice - 1) },
      { name: 'once the short window has seen that it gets better', given: inSequence({ given: bad, lasts: after(2 * twice) }, { given: almost }), every, at: after(3 * twice) },
      ...(volume === undefined ? [] : [{ name: 'when hardly anything happens', given: options.events(0, volume * 0.96), every, at: [after(20), after(60)] as const }]),
    ],
  };
}

/** Ten samples in the short window, two in the shortest of all, and never so few that a query loses sight of a series. */
function stepFor(short: Duration, base: Duration): Duration {
  return seconds(Math.max(1, Math.min(120, Math.floor(short.value / 10), Math.floor(base.value / 2.5))));
}

function shortest(alarms: readonly BurnAlarm[]): Duration {
  return [...alarms].map(({ short }) => short).sort((a, b) => a.value - b.value)[0] ?? minutes(5);
}

/** As the description prints it. */
function percentage(share: number): string {
  return `${String(Number((share * 100).toPrecision(4)))}%`;
}

function threeDigits(share: number): number {
  return Number(share.toPrecision(3));
}

/** `14.4`, `0.6` */
function numberText(value: number): string {
  return String(Number(value.toPrecision(3)));
}
