import type { Duration } from '../../core/duration';
import { days, formatDuration, hours, milliseconds } from '../../core/duration';
import type { Problem } from '../../core/problem';
import { refuse } from '../../core/problem';
import type { Quantity } from '../../core/quantity';
import { percent } from '../../core/quantity';
import type { SeverityName } from '../severity';
import type { Objective } from './objective';
import { percentText } from './objective';

/** Bad events are counted over a long window, so that few do not matter, and a short one, so that an end is noticed. */
export interface BurnWindow {
  /** The share of the period's budget that is spent when the alert speaks. */
  readonly share: Quantity<'ratio'>;
  readonly long: Duration;
  /** @default a twelfth of the long window */
  readonly short?: Duration;
  /** @default critical */
  readonly severity?: SeverityName;
}

/** A pair of windows with what follows from the objective. */
export interface BurnAlarm {
  readonly share: Quantity<'ratio'>;
  readonly long: Duration;
  readonly short: Duration;
  readonly severity: SeverityName;
  /** How many times faster than evenly the budget is spent: 14.4. */
  readonly factor: number;
  /** The share of bad events from which on the alert speaks: 14.4 x 0.001. */
  readonly threshold: number;
}

/** The short window of a long one. Source: https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts, "1/12 the duration" */
const longPerShort = 12;

/**
 * Two pages and a ticket: 2 % of the budget in an hour, 5 % in six hours, 10 % in three days.
 * Source: https://sre.google/workbook/alerting-on-slos/#recommended_parameters_for_an_slo_based_alerting_configuration
 */
const recommendedWindows: readonly BurnWindow[] = [
  { share: percent(2), long: hours(1), severity: 'critical' },
  { share: percent(5), long: hours(6), severity: 'critical' },
  { share: percent(10), long: days(3), severity: 'warning' },
];

/**
 * What windows mean for an objective. The factor is share x period / long window: 2 % of 30 days within an hour is 14.4.
 * Where the recommended share is less than what the window takes when the budget is spent evenly, as with three days of a
 * period of seven, the even share is taken, a factor of 1.
 *
 * @throws BelfryError for combinations that can never fire, that always do, or that cannot be measured
 */
export function burnAlarms(name: string, objective: Objective, scrapeInterval: Duration, windows?: readonly BurnWindow[]): readonly BurnAlarm[] {
  const alarms = (windows ?? recommendedWindows).map((window): BurnAlarm => {
    const { share, long, severity = 'critical' } = window;
    const wanted = (share.value * objective.period.value) / long.value;
    const factor = rounded(windows === undefined ? Math.max(1, wanted) : wanted);
    return { share, long, short: window.short ?? milliseconds(long.milliseconds / longPerShort), severity, factor, threshold: rounded(factor * objective.budget.value) };
  });
  refuse(alarms.flatMap((alarm) => alarmProblems(name, alarm, objective, scrapeInterval)));
  refuse(setProblems(name, alarms));
  return alarms;
}

function alarmProblems(name: string, alarm: BurnAlarm, { budget, period }: Objective, scrapeInterval: Duration): readonly Problem[] {
  const found: Problem[] = [];
  const { long, short, factor, threshold, share } = alarm;
  const place = { subject: `SLO ${name}, window ${formatDuration(long)}` };
  const report = (check: string, message: string, why: string, fix: string): void => void found.push({ check: `slo/${check}`, severity: 'error', message, place, why, fix });
  if (threshold >= 1) {
    const most = percentText((long.value / period.value / budget.value) * 0.9);
    report('burn-impossible', `a burn of ${factor} times a budget of ${percentText(budget.value)} is ${percentText(threshold)} of all events`, 'even if everything fails it is not reached, so the alert can never fire', `take a smaller share of the budget than ${percentText(share.value)}, such as ${most}, or a longer window`);
  }
  if (factor < 1) report('burn-below-budget', `a burn of ${factor} is slower than the objective allows`, 'the alert would fire although the budget lasts for the whole period', `take a larger share of the budget than ${percentText(share.value)}, or a shorter window`);
  if (long.value > period.value) report('window-beyond-period', `the window ${formatDuration(long)} is longer than the period ${formatDuration(period)}`, 'a budget cannot be spent in more time than it is for', 'take a shorter window, or a longer period');
  if (short.value >= long.value) report('window-order', `the short window ${formatDuration(short)} is not shorter than the long one ${formatDuration(long)}`, 'the short window is there to end the alert earlier', 'take a twelfth of the long window');
  if (short.value < 2 * scrapeInterval.value) report('window-below-scrapes', `the short window ${formatDuration(short)} holds less than two scrapes of ${formatDuration(scrapeInterval)}`, 'a rate needs two samples; with fewer the alert never fires', 'take longer windows, or scrape more often');
  if (!(share.value > 0 && share.value < 1)) report('budget-share', `${percentText(share.value)} of the budget cannot be spent on the way`, 'an alert speaks while there is budget left', 'take a share between 0 and 1: percent(2)');
  return found;
}

function setProblems(name: string, alarms: readonly BurnAlarm[]): readonly Problem[] {
  const place = { subject: `SLO ${name}` };
  if (alarms.length === 0) return [{ check: 'slo/no-windows', severity: 'error', message: 'there is no window to watch the burn in', place, fix: 'leave `windows` out, or name at least one' }];
  const long = alarms.map(({ long: { milliseconds: length } }) => length);
  const twice = alarms.find((alarm, index) => long.indexOf(alarm.long.milliseconds) !== index);
  return twice === undefined ? [] : [{ check: 'slo/duplicate-window', severity: 'error', message: `the window ${formatDuration(twice.long)} is there twice`, place, why: 'its alerts would have one name', fix: 'leave one of them out' }];
}

/** Binary dust away: 14.4 x 0.001 is 0.0144. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
