import { minutes } from '../../lib/core/duration';
import { quantity } from '../../lib/core/quantity';
import { sum } from '../../lib/logql/aggregate';
import { countOverTime } from '../../lib/logql/over-time';
import { logStream } from '../../lib/logql/stream';
import { open } from '../../lib/metric/declaration';
import type { LogRuleGroup } from '../../lib/rule/log-alert';
import { logAlert, logGroup } from '../../lib/rule/log-alert';
import type { WrittenLines } from '../../lib/rule/scenario/lines';
import { writes } from '../../lib/rule/scenario/lines';
import { detectedLevels } from '../shared/detected-level';
import { overviewDashboard, team } from './team';

const canvascastLogs = logStream('canvascast-logs', {
  help: 'What the API and the worker write, as the contract of CanvasCast has it.',
  labels: { service_name: ['canvascast-api', 'canvascast-worker'] },
  identifiedBy: 'service_name',
  metadata: { detected_level: detectedLevels },
  format: 'json',
  fields: { level: ['fatal', 'error', 'warn', 'info', 'debug'], message: open({ expected: 200 }) },
});

const window = minutes(5);

const limit = quantity(50, 'lines');

const lines = (service: 'canvascast-api' | 'canvascast-worker', level: 'error' | 'warn', count: number): WrittenLines =>
  writes(canvascastLogs, quantity(count, 'lines'), { labels: { service_name: service }, metadata: { detected_level: level }, fields: { level, message: 'The provider did not answer.' } });

/** Needs no metric in the application: it also tells of errors that nobody has thought to count. */
export const errorLinesBurst = logAlert('ErrorLinesBurst', {
  when: sum(countOverTime(canvascastLogs.only({ detected_level: /error|fatal|critical/ }), window)).by('service_name').above(limit),
  for: minutes(1),
  severity: 'warning',
  kind: 'symptom',
  team,
  summary: 'A service of CanvasCast writes one error after the other.',
  description: ({ labels, value }) => `${labels.service_name} wrote ${value} lines at level error or worse within five minutes.`,
  runbook: 'canvascast/error-lines-burst',
  dashboard: overviewDashboard,
  logs: '{service_name=~"canvascast-(api|worker)"} | detected_level=~"error|fatal|critical"',
  fires: {
    given: [lines('canvascast-api', 'error', 51), lines('canvascast-worker', 'error', 50)],
    alerts: [{ labels: { service_name: 'canvascast-api' }, description: 'canvascast-api wrote 51 lines at level error or worse within five minutes.' }],
  },
  silent: { name: 'fifty errors are not enough, and warnings do not count', given: [lines('canvascast-api', 'error', 50), lines('canvascast-worker', 'warn', 200)] },
});

/** What Loki evaluates for CanvasCast. */
export const canvascastLogGroups: readonly LogRuleGroup[] = [logGroup('canvascast-logs', { alerts: [errorLinesBurst] })];
