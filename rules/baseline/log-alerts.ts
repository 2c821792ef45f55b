import { minutes } from '../../lib/core/duration';
import { quantity } from '../../lib/core/quantity';
import { sum } from '../../lib/logql/aggregate';
import { countOverTime } from '../../lib/logql/over-time';
import { logStream } from '../../lib/logql/stream';
import type { LogRuleGroup } from '../../lib/rule/log-alert';
import { logAlert, logGroup } from '../../lib/rule/log-alert';
import type { WrittenLines } from '../../lib/rule/scenario/lines';
import { writes } from '../../lib/rule/scenario/lines';
import { serviceDashboard, team } from './team';

const loginLogs = logStream('login-logs', {
  help: 'What the backend writes of logins, as its contract has it.',
  labels: { service_name: ['backend-api'] },
  identifiedBy: 'service_name',
  metadata: {},
  format: 'json',
  fields: { event: ['login_attempt', 'login_refused', 'login_succeeded', 'login_failed'] },
});

const lines = (event: 'login_refused' | 'login_attempt', count: number): WrittenLines => writes(loginLogs, quantity(count, 'lines'), { labels: { service_name: 'backend-api' }, fields: { event } });

/** The text filter comes first: Loki reads as JSON only what can match. */
export const loginsRefused = logAlert('LoginsRefused', {
  when: sum(countOverTime(loginLogs.containing('login_refused').json('event').only({ event: 'login_refused' }), minutes(5))).by('service_name').above(quantity(20, 'lines')),
  for: minutes(1),
  severity: 'warning',
  kind: 'symptom',
  team,
  labels: { service: 'api' },
  summary: 'Many logins are refused for wrong credentials: somebody may be guessing.',
  description: ({ labels, value }) => `${labels.service_name} refused ${value} logins within five minutes.`,
  runbook: 'baseline/logins-refused',
  dashboard: serviceDashboard,
  logs: '{service_name="backend-api"} |= "login_refused"',
  fires: { given: [lines('login_refused', 21)], alerts: [{ labels: { service_name: 'backend-api' }, description: 'backend-api refused 21 logins within five minutes.' }] },
  silent: { name: 'twenty are not enough, and attempts do not count', given: [lines('login_refused', 20), lines('login_attempt', 200)] },
});

/** What Loki evaluates for the baseline. */
export const baselineLogGroups: readonly LogRuleGroup[] = [logGroup('baseline-logs', { alerts: [loginsRefused] })];
