import { hours, minutes, seconds } from '../../lib/core/duration';
import { percent } from '../../lib/core/quantity';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import { max, min, sum, topk } from '../../lib/promql/aggregate';
import { quantile, rate, ratio } from '../../lib/promql/functions';
import { recordedBy } from '../../lib/rule/slo/recorded';
import { memoryByProcess, memoryLimit } from '../../rules/buatfilm/api-alerts';
import { apiTarget, dbQueryDuration, nodejs, postgres, workerTarget } from '../../rules/buatfilm/metrics';
import { sinceHeartbeat } from '../../rules/buatfilm/notification-alerts';
import { diskLimits } from '../../rules/buatfilm/platform-alerts';
import { buatfilmSlos } from '../../rules/buatfilm/slos';
import { team } from '../../rules/buatfilm/team';
import { hostUse } from '../../rules/shared/host-alerts';
import { folder, paymentAddress, platformAddress } from './addresses';
import { deployments } from './deployments';

const window = minutes(5);

const { remaining, currentBurn } = recordedBy(buatfilmSlos);

export const platformBoard = dashboard(platformAddress.uid, {
  title: platformAddress.title,
  folder,
  description: 'For whoever runs BuatFilm: its processes, its database, its hosts, and what is left of its error budgets.',
  tags: ['buatfilm'],
  range: hours(6),
  refresh: seconds(30),
  annotations: [firingAlertMarks({ team }), deployments],
  links: [toDashboard(paymentAddress)],
  rows: [
    row('Does everything run', [
      stateTimeline('Running', {
        description: 'Whether API, worker and database answer.',
        queries: [query(min(apiTarget.up), 'API'), query(min(workerTarget.up), 'worker'), query(min(postgres.up), 'database')],
        states: upOrDown,
      }),
      stat('Since the last heartbeat', { description: 'How long ago a worker last went through its loop. WorkerHung begins at five minutes.', queries: [query(max(sinceHeartbeat))] }),
      stat('Budgets left', {
        description: 'What is left of each error budget of 30 days.',
        queries: [query(min(remaining).by('slo'), ({ labels }) => labels.slo)],
        thresholds: lowIsBad({ warning: percent(25), critical: percent(0) }),
        whenEmpty: 'no events',
      }),
      timeSeries('Burn of the budgets', { description: 'How many times faster than evenly each budget is spent.', queries: [query(max(currentBurn).by('slo'), ({ labels }) => labels.slo)], display: 'none' }),
    ]),
    row('Database', [
      timeSeries('Database Query Performance', { description: 'One query in twenty takes longer than this, by operation and table, the ten slowest.', queries: [query(topk(10, quantile(0.95, sum(rate(dbQueryDuration.buckets, window)).by('le', 'operation', 'table'))), ({ labels }) => `${labels.operation} ${labels.table}`)] }),
      timeSeries('Connections', { description: 'Share of the connections that the server allows.', queries: [query(ratio(sum(postgres.connections).by('instance'), max(postgres.maxConnections).by('instance')), ({ labels }) => labels.instance)] }),
    ]),
    row('Processes and hosts', [
      timeSeries('Memory', { description: 'Memory that each process holds, and where HighMemoryUsage begins.', queries: [query(memoryByProcess, ({ labels }) => `${labels.job} ${labels.instance}`)], thresholds: highIsBad({ notice: memoryLimit }) }),
      timeSeries('Heap', { description: 'Heap that each process uses.', queries: [query(max(nodejs.heapUsed).by('job', 'instance'), ({ labels }) => `${labels.job} ${labels.instance}`)] }),
      timeSeries('CPU', { description: 'Cores that each process uses.', queries: [query(sum(rate(nodejs.cpu, window)).by('job', 'instance'), ({ labels }) => `${labels.job} ${labels.instance}`)] }),
      timeSeries('Event loop lag', { description: 'The 99th percentile of the time by which the event loop is late.', queries: [query(max(nodejs.eventLoopLag).by('job', 'instance'), ({ labels }) => `${labels.job} ${labels.instance}`)] }),
      timeSeries('Garbage collection', { description: 'Share of the time that a process spends collecting, by kind.', queries: [query(sum(rate(nodejs.garbageCollection.sum, window)).by('instance', 'kind'), ({ labels }) => `${labels.instance} ${labels.kind}`)] }),
      timeSeries('Disks', { description: 'Share of a disk in use. DiskSpaceLow begins at the first line, DiskSpaceVeryLow at the second.', queries: [query(hostUse.disk, ({ labels }) => `${labels.instance} ${labels.mountpoint}`)], thresholds: highIsBad({ notice: diskLimits.info, critical: diskLimits.high }) }),
    ]),
  ],
});
