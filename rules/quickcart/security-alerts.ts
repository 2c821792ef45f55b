import type { Duration } from '../../lib/core/duration';
import { days, hours, minutes, seconds, weeks } from '../../lib/core/duration';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import { alertActiveSince } from '../../lib/metric/exporters/alert-state';
import { max, sum } from '../../lib/promql/aggregate';
import { avgOverTime, changes, increase, rate, stddevOverTime } from '../../lib/promql/functions';
import { on } from '../../lib/promql/match';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import { comparedWithLastWeek } from '../../lib/rule/condition/baseline';
import { within } from '../../lib/rule/condition/office-hours';
import { record } from '../../lib/rule/recording';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import type { FiringScenario } from '../../lib/rule/scenario/scenario';
import type { Scene } from '../../lib/rule/scenario/value';
import { limitAlert } from '../shared/limit-alert';
import { officeMoments } from '../shared/office-hours';
import { shopHours } from './hours';
import { auditFailures, blockedTransactions, httpRequests, reviewQueue, securityEvents, telegramUpdates } from './metrics';
import { activityDashboard, fraudDashboard, systemDashboard, team } from './team';

const fraud = { team, dashboard: fraudDashboard } as const;

const blocked = sum(increase(blockedTransactions, hours(1)));

const blockedBefore = sum(increase(blockedTransactions, { range: hours(1), offset: days(1) })).plus(sum(increase(blockedTransactions, { range: hours(1), offset: weeks(1) })));

/** Eight days of attempts per hour, and what follows. */
const attempts = (before: number, after: number): readonly InputSeries[] => [
  grows(blockedTransactions, { reason: 'velocity' }, { rate: perSecond(before / 3600, 'transactions'), lasts: days(8) }, { rate: perSecond(after / 3600, 'transactions') }),
];

const spikeText = (count: string): string => `${count} transactions were blocked within an hour. The fraud dashboard shows by reason what they have in common.`;

const spike = (before: number, after: number): FiringScenario<never> => ({ name: `at ${after} an hour instead of ${before}`, given: attempts(before, after), every: minutes(15), at: days(8.1), alerts: [{ description: spikeText(String(after)) }] });

export const fraudSpikeDetected = alert('FraudSpikeDetected', {
  ...fraud,
  labels: { service: 'fraud' },
  // Three times the mean of two days is one and a half times their sum.
  when: blocked.above(blockedBefore.times(fraction(1.5))).given(blocked.above(quantity(10, 'transactions'))),
  for: minutes(10),
  severity: 'HIGH',
  kind: 'symptom',
  summary: 'Three times as many transactions as usual at this hour are blocked.',
  description: ({ value }) => spikeText(value),
  runbook: 'quickcart/fraud-spike-detected',
  fires: [spike(10, 31), spike(1, 10.5)],
  silent: [
    { name: 'at 29 an hour instead of 10', given: attempts(10, 29), every: minutes(15), at: days(8.1) },
    { name: 'at 9.5 an hour instead of one', given: attempts(1, 9.5), every: minutes(15), at: days(8.1) },
  ],
});

const breaches = sum(increase(securityEvents.where({ outcome: 'breach' }), minutes(5)));

const breachText = 'A security event with the outcome breach was counted within five minutes. Open the incident room and follow the runbook.';

export const securityBreachSuspected = alert('SecurityBreachSuspected', {
  ...fraud,
  labels: { service: 'security' },
  when: breaches.above(quantity(0, 'events')),
  severity: 'CRITICAL',
  kind: 'symptom',
  summary: 'Somebody got where nobody should get.',
  description: () => breachText,
  runbook: 'quickcart/security-breach-suspected',
  fires: { name: 'at the first one', given: [grows(securityEvents, { event_type: 'privilege', outcome: 'breach' }, { rate: perSecond(0, 'events'), lasts: minutes(10) }, { startsAt: quantity(1, 'events') }, { rate: perSecond(0, 'events') })], at: minutes(12), alsoAt: minutes(14), resolvedAt: minutes(16), alerts: [{ description: breachText }] },
  silent: { name: 'while logins merely fail', given: [grows(securityEvents, { event_type: 'login', outcome: 'failure' }, perSecond(1, 'events')), grows(securityEvents, { event_type: 'login', outcome: 'breach' }, perSecond(0, 'events'))], at: [minutes(12), minutes(30)] },
});

const failureLimit = quantity(20, 'events');

export const securityFailuresHigh = limitAlert('SecurityFailuresHigh', {
  ...fraud,
  service: 'security',
  when: sum(increase(securityEvents.where({ outcome: 'failure' }), minutes(5))).by('event_type').above(failureLimit),
  limit: failureLimit,
  side: 'above',
  for: minutes(0),
  severity: 'HIGH',
  kind: 'symptom',
  summary: 'Something that needs a permission is refused again and again.',
  tells: (count, labels) => `${count} events of the type ${labels.event_type} failed within five minutes.`,
  runbook: 'quickcart/security-failures-high',
  labels: { event_type: 'login' },
  tried: { bad: 30, good: 15 },
  settles: minutes(5),
  scene: (count) => [grows(securityEvents, { event_type: 'login', outcome: 'failure' }, perSecond(count / 300, 'events'))],
});

const noEntry = quantity(0, 'entries');

export const auditWritesFail = limitAlert('AuditWritesFail', {
  ...fraud,
  service: 'security',
  when: sum(increase(auditFailures, minutes(10))).above(noEntry),
  limit: noEntry,
  side: 'above',
  for: minutes(0),
  severity: 'HIGH',
  kind: 'symptom',
  summary: 'Audit entries are lost.',
  tells: (count) => `${count} audit entries of ten minutes could not be written.`,
  runbook: 'quickcart/audit-writes-fail',
  labels: {},
  tried: { bad: 6, good: 0 },
  settles: minutes(10),
  scene: (count) => [grows(auditFailures, {}, perSecond(count / 600, 'entries'))],
});

/** Shared with the dashboard's colours. */
export const queueLimit = quantity(20, 'cases');

export const queueBackup = limitAlert('QueueBackup', {
  ...fraud,
  service: 'fraud',
  when: max(reviewQueue).above(queueLimit),
  limit: queueLimit,
  side: 'above',
  for: minutes(15),
  severity: 'MEDIUM',
  kind: 'capacity',
  summary: 'Cases wait for a person faster than they are reviewed.',
  tells: (count) => `${count} cases wait for review.`,
  runbook: 'quickcart/queue-backup',
  labels: {},
  scene: (count) => [holds(reviewQueue, {}, quantity(count, 'cases'))],
});

/** A week of updates per second, from a Monday at ten in Jakarta on, and what follows. */
const updates = (before: number, after: number): readonly InputSeries[] => [
  grows(telegramUpdates, { update_type: 'message' }, { rate: perSecond(before, 'updates'), lasts: days(7) }, { rate: perSecond(after, 'updates') }),
];

const lastWeek = officeMoments(shopHours, 1);

const inWeek = (moment: Duration): Duration => seconds(days(7).value + moment.value);

const fewUpdates = { given: updates(1, 0.29), every: minutes(15), at: inWeek(hours(3)), alerts: [{ description: '1.044k updates arrived within an hour.' }] } as const;

export const userActivityLow = alert('UserActivityLow', {
  team,
  dashboard: activityDashboard,
  labels: { service: 'shop' },
  when: comparedWithLastWeek((window) => sum(increase(telegramUpdates, window)), { range: hours(1), direction: 'below', factor: percent(30) }).given(within(shopHours), on()),
  for: minutes(30),
  severity: 'LOW',
  kind: 'symptom',
  summary: 'Less than a third of the users of last week are here at this hour.',
  description: ({ value }) => `${value} updates arrived within an hour.`,
  runbook: 'quickcart/user-activity-low',
  fires: [
    { ...fewUpdates, name: 'on the first day, at 29 % of last week', startsAt: lastWeek.firstOpens },
    { ...fewUpdates, name: 'until the end of the last day', startsAt: lastWeek.lastOpens, alsoAt: inWeek(lastWeek.beforeClosing), resolvedAt: inWeek(lastWeek.afterClosing) },
  ],
  silent: [
    { name: 'at 31 % of last week', given: updates(1, 0.31), every: minutes(15), startsAt: lastWeek.firstOpens, at: inWeek(hours(3)) },
    ...(lastWeek.closed === undefined ? [] : [{ name: 'on a day that stays closed', given: fewUpdates.given, every: minutes(15), startsAt: lastWeek.closed, at: inWeek(hours(3)) }]),
  ],
});

/** Two routes together answer ten times a second. */
const steadyRequests: Scene = {
  name: 'QuickCart answers ten requests a second',
  given: (['/products', '/orders'] as const).map((route) => grows(httpRequests, { method: 'GET', route, status: '200' }, perSecond(5, 'requests'))),
  at: minutes(10),
};

export const requestsPerSecond = record('quickcart:http_requests:rate5m', {
  help: 'Requests per second over five minutes.',
  expression: sum(rate(httpRequests, minutes(5))).by('job'),
  values: [{ scene: steadyRequests, value: 10 }],
});

const history = days(1);

const usual = avgOverTime(requestsPerSecond.series, history);

const spread = stddevOverTime(requestsPerSecond.series, history);

/** A quarter of a day of 20 a second, which is forgotten, half a day of 8 and half a day of 12, and what follows: the bound is 10 and three times 2. */
const longDay = (after: number): readonly InputSeries[] => {
  const at = (value: number, lasts: Duration): { readonly rate: ReturnType<typeof perSecond<'requests'>>; readonly lasts: Duration } => ({ rate: perSecond(value, 'requests'), lasts });
  return [grows(httpRequests, { method: 'GET', route: '/products', status: '200' }, at(20, hours(6)), at(8, hours(12)), at(12, hours(12)), { rate: perSecond(after, 'requests') })];
};

const afterwards = { every: minutes(4), at: minutes(30 * 60 + 24) } as const;

export const dynamicThresholdExceeded = alert('DynamicThresholdExceeded', {
  team,
  dashboard: systemDashboard,
  labels: { service: 'api' },
  when: max(requestsPerSecond.series).above(max(usual.plus(spread.times(fraction(3))))),
  for: minutes(15),
  severity: 'MEDIUM',
  kind: 'cause',
  summary: 'More requests arrive than on an ordinary day.',
  description: ({ value }) => `${value} requests arrive per second: more than three standard deviations above the mean of a day.`,
  runbook: 'quickcart/dynamic-threshold-exceeded',
  fires: { name: 'a little above the bound, which rises with it', given: longDay(17.2), ...afterwards, alerts: [{ description: '17.2 requests arrive per second: more than three standard deviations above the mean of a day.' }] },
  silent: { name: 'a little below it', given: longDay(16.1), ...afterwards },
});

const firings = quantity(2, 'changes');

/** An alert that begins so often, so far apart. */
const begins = (times: number, apart: Duration): readonly InputSeries[] => {
  const beginnings = Array.from({ length: times }, (_, index) => ({ value: quantity(1_770_000_000 + index * apart.value, 'timestamp'), lasts: apart }));
  const [first = { value: quantity(1_770_000_000, 'timestamp'), lasts: apart }, ...others] = beginnings;
  return [holds(alertActiveSince, { alertname: 'BotSlow', severity: 'warning', team, service: 'bot' }, first, ...others, { gone: true })];
};

export const repeatedAlert = alert('RepeatedAlert', {
  team,
  dashboard: systemDashboard,
  labels: { service: 'alerting' },
  when: sum(changes(alertActiveSince.where({ alertname: { not: ['RepeatedAlert'] }, team }), hours(1))).by('alertname').atLeast(firings),
  severity: 'HIGH',
  kind: 'meta',
  summary: 'One alert has begun three times within an hour: it is no accident.',
  description: ({ labels }) => `${labels.alertname} has begun three times or more within an hour.`,
  runbook: 'quickcart/repeated-alert',
  fires: { name: 'at the third time within an hour', given: begins(3, minutes(32)), at: minutes(65), alerts: [{ labels: { alertname: 'RepeatedAlert' }, description: 'BotSlow has begun three times or more within an hour.' }] },
  silent: [
    { name: 'at the second time', given: begins(2, minutes(32)), at: minutes(65) },
    { name: 'at the third time within two hours', given: begins(3, minutes(61)), at: minutes(123) },
  ],
});

export const fraudAlerts = [fraudSpikeDetected, queueBackup] as const satisfies readonly Alert[];

export const securityAlerts = [securityBreachSuspected, securityFailuresHigh, auditWritesFail] as const satisfies readonly Alert[];

export const historyAlerts = [userActivityLow, dynamicThresholdExceeded] as const satisfies readonly Alert[];
