import { hours, minutes } from '../../lib/core/duration';
import { fraction, quantity } from '../../lib/core/quantity';
import { sum } from '../../lib/logql/aggregate';
import { absentOverTime, countOverTime } from '../../lib/logql/over-time';
import { logAlert, logGroup } from '../../lib/rule/log-alert';
import type { WrittenLines } from '../../lib/rule/scenario/lines';
import { writes } from '../../lib/rule/scenario/lines';
import { apiLogs, workerLogs } from '../logql/streams';

export const links = { runbooks: 'https://runbooks.example/', grafana: 'https://grafana.example' } as const;

const failed = sum(countOverTime(apiLogs.containing('500').json('status', 'route').only({ status: '500' }), minutes(5))).by('env', 'route');
const all = sum(countOverTime(apiLogs.json('route').only({ route: /.+/ }), minutes(5))).by('env', 'route');

const requests = (status: '200' | '500', count: number): WrittenLines => writes(apiLogs, quantity(count, 'lines'), { labels: { service_name: 'api', env: 'production' }, fields: { status, route: '/pay' } });

const mails = (level: string, count: number): WrittenLines => writes(workerLogs, quantity(count, 'lines'), { labels: { service_name: 'mailer', env: 'production' }, fields: { attempts: level } });

export const routesFail = logAlert('RoutesFail', {
  when: failed.dividedBy(all).above(fraction(0.1)),
  for: minutes(5),
  keepFiringFor: minutes(10),
  severity: 'warning',
  kind: 'symptom',
  team: 'shop',
  labels: { service: 'api' },
  summary: 'Requests to the API end with an error.',
  description: ({ labels, value }) => `${value} of the requests to ${labels.route} in ${labels.env} fail.`,
  runbook: 'shop/routes-fail',
  dashboard: 'shop-api',
  logs: '{service_name="api"} |= "500"',
  fires: { given: [requests('500', 2), requests('200', 8)], alerts: [{ labels: { env: 'production', route: '/pay' }, description: '20% of the requests to /pay in production fail.' }] },
  silent: { given: [requests('500', 1), requests('200', 9)] },
});

const mailsRefused = logAlert('MailsRefused', {
  when: sum(countOverTime(workerLogs.containing('refused'), minutes(10))).by('service_name').above(quantity(20, 'lines')),
  for: minutes(5),
  severity: 'warning',
  kind: 'cause',
  team: 'shop',
  summary: 'Mails are refused by the relay.',
  description: ({ labels, value }) => `${labels.service_name} saw ${value} refused mails within ten minutes.`,
  runbook: 'shop/mails-refused',
  fires: { given: [mails('refused', 21)], alerts: [{ labels: { service_name: 'mailer' }, description: 'mailer saw 21 refused mails within ten minutes.' }] },
  silent: { given: [mails('refused', 20), mails('sent', 50)] },
});

const backupMissing = logAlert('BackupMissing', {
  when: absentOverTime(workerLogs.containing('backup finished'), hours(24)),
  for: minutes(5),
  severity: 'high',
  kind: 'symptom',
  team: 'shop',
  summary: 'There was no backup for a day.',
  description: () => 'No line says that the backup has finished.',
  runbook: 'shop/backup-missing',
  fires: { given: [mails('sent', 3)], alerts: [{ description: 'No line says that the backup has finished.' }] },
  silent: { given: [mails('backup finished', 1)] },
});

export const logGroups = [logGroup('shop-logs', { interval: minutes(1), alerts: [routesFail, mailsRefused] }), logGroup('shop-backup', { alerts: [backupMissing] })];
