import { hours, minutes, seconds } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { logQuery } from '../../lib/dashboard/log-query';
import { logs } from '../../lib/dashboard/panel/logs';
import { stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad } from '../../lib/dashboard/threshold';
import { probeDuration, probeSuccess } from '../../lib/metric/exporters/blackbox';
import { max, min, sum } from '../../lib/promql/aggregate';
import { rate } from '../../lib/promql/functions';
import { databaseQueryDuration, postgres, redis } from '../../rules/quickcart/metrics';
import { connectionUse, hostLimits, redisMemoryUse } from '../../rules/quickcart/platform-alerts';
import { requestsPerSecond } from '../../rules/quickcart/security-alerts';
import { errorLimits, failedShare, latencyLimits, latencyP95 } from '../../rules/quickcart/service-alerts';
import { team } from '../../rules/quickcart/team';
import { hostUse } from '../../rules/shared/host-alerts';
import { activityAddress, operations, paymentAddress, systemAddress } from './addresses';

export const systemHealth = dashboard(systemAddress.uid, {
  title: systemAddress.title,
  folder: operations,
  description: 'For whoever is on call: whether the bot and what it stands on are well.',
  tags: ['quickcart'],
  range: hours(1),
  refresh: seconds(30),
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(paymentAddress), toDashboard(activityAddress)],
  rows: [
    row('Is it broken, for whom, since when', [
      stat('Error share', { description: 'Share of the requests that failed, over five minutes.', queries: [query(failedShare)], thresholds: highIsBad({ warning: errorLimits.high, critical: errorLimits.critical }), whenEmpty: 'no requests' }),
      stat('p95 of answers', { description: 'One request in twenty takes longer than this.', queries: [query(latencyP95)], thresholds: highIsBad({ warning: latencyLimits.p95 }), whenEmpty: 'no requests' }),
      stat('Requests', { description: 'Requests per second.', queries: [query(max(requestsPerSecond.series))], sparkline: true }),
      firingAlertTable('Firing alerts', { description: 'Alerts of QuickCart that fire now, the longest first. Empty is good.', team }),
      stateTimeline('What answers', {
        description: 'Probes from outside, and what the exporters say.',
        queries: [query(min(probeSuccess.where({ target: ['quickcart-bot', 'pakasir', 'telegram-api'] })).by('target'), ({ labels }) => labels.target), query(min(postgres.up), 'PostgreSQL'), query(min(redis.up), 'Redis')],
        states: upOrDown,
      }),
    ]),
    row('Hosts', [
      timeSeries('CPU', { description: 'Share of the CPU in use, by host.', queries: [query(hostUse.cpu, ({ labels }) => labels.instance)], thresholds: highIsBad({ warning: hostLimits.cpu }) }),
      timeSeries('Memory', { description: 'Share of the memory in use, by host.', queries: [query(hostUse.memory, ({ labels }) => labels.instance)], thresholds: highIsBad({ warning: hostLimits.memory }) }),
      timeSeries('Disk', { description: 'Share of each file system in use.', queries: [query(hostUse.disk, ({ labels }) => `${labels.instance} ${labels.mountpoint}`)], thresholds: highIsBad({ warning: hostLimits.disk }) }),
    ]),
    row('What the bot stands on', [
      timeSeries('Bot answers in', { description: 'How long the probe of the bot takes; the target is three seconds.', queries: [query(max(probeDuration.where({ target: 'quickcart-bot' })), 'bot')] }),
      timeSeries('PostgreSQL connections', { description: 'Share of the connections in use.', queries: [query(connectionUse, ({ labels }) => labels.instance)] }),
      timeSeries('Replication lag', { description: 'How far replicas are behind.', queries: [query(max(postgres.replicationLag).by('instance'), ({ labels }) => labels.instance)] }),
      timeSeries('Redis memory', { description: 'Share of the memory limit in use; nothing where there is no limit.', queries: [query(redisMemoryUse, ({ labels }) => labels.instance)] }),
      timeSeries('Queries', { description: 'Queries per second by operation.', queries: [query(sum(rate(databaseQueryDuration.count, minutes(5))).by('operation'), ({ labels }) => labels.operation)] }),
    ]),
    row('Evidence', [logs('Error lines', { description: 'What bot and API wrote at level error or worse, the newest first.', queries: [logQuery('{service_name=~"quickcart-.+"} | detected_level=~"error|fatal|critical"')] }), logs('Slow statements', { description: "Statements in PostgreSQL's log that took a second or longer.", queries: [logQuery('{service_name="postgresql"} |~ "duration: [0-9]{4,}\\\\.[0-9]+ ms"')] })], { collapsed: true }),
  ],
});
