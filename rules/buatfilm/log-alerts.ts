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
import { failureLines, paymentDashboard, team } from './team';

const paymentLogs = logStream('payment-logs', {
  help: 'What the payment API writes, as the contract of BuatFilm has it.',
  labels: { service_name: ['buatfilm-payment-api'] },
  identifiedBy: 'service_name',
  metadata: { detected_level: detectedLevels },
  format: 'json',
  fields: { level: ['fatal', 'error', 'warn', 'info', 'debug'], message: open({ expected: 200 }) },
});

const lines = (level: 'fatal' | 'error', count: number): WrittenLines =>
  writes(paymentLogs, quantity(count, 'lines'), { labels: { service_name: 'buatfilm-payment-api' }, metadata: { detected_level: level }, fields: { level, message: 'The database is lost.' } });

/** A process that ends and is started again within a scrape leaves nothing but this line. */
export const fatalLogLine = logAlert('FatalLogLine', {
  when: sum(countOverTime(paymentLogs.only({ detected_level: 'fatal' }), minutes(5))).by('service_name').atLeast(quantity(1, 'lines')),
  severity: 'warning',
  kind: 'cause',
  team,
  labels: { service: 'payment-api' },
  summary: 'A process of the payment API has ended with a fatal error.',
  description: ({ labels, value }) => `${labels.service_name} wrote ${value} fatal lines within five minutes.`,
  runbook: 'buatfilm/fatal-log-line',
  dashboard: paymentDashboard,
  logs: failureLines.api,
  fires: { given: [lines('fatal', 1)], alerts: [{ labels: { service_name: 'buatfilm-payment-api' }, description: 'buatfilm-payment-api wrote 1 fatal lines within five minutes.' }] },
  silent: { name: 'errors that the service survives do not count', given: [lines('error', 200)] },
});

/** What Loki evaluates for BuatFilm. */
export const buatfilmLogGroups: readonly LogRuleGroup[] = [logGroup('buatfilm-logs', { alerts: [fatalLogLine] })];
