import { hours, minutes } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { column } from '../../lib/dashboard/panel/column';
import { stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { table } from '../../lib/dashboard/panel/table';
import { text } from '../../lib/dashboard/panel/text';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad } from '../../lib/dashboard/threshold';
import { labelVariable } from '../../lib/dashboard/variable';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import { nodeDiskReads, nodeDiskWrites, nodeMemoryTotal, nodeNetworkReceived, nodeNetworkSent } from '../../lib/metric/exporters/node-exporter';
import { max, min, sum, topk } from '../../lib/promql/aggregate';
import { rate } from '../../lib/promql/functions';
import { limits } from '../../rules/bakhmach/dependency-alerts';
import { postgres, processes } from '../../rules/bakhmach/metrics';
import { errorLimit, failedShare, latencyP95, slowLimit } from '../../rules/bakhmach/service-alerts';
import { team } from '../../rules/bakhmach/team';
import { hostUse } from '../../rules/shared/host-alerts';
import { applicationAddress, businessAddress, folder, infrastructureAddress, overviewAddress, sloAddress } from './addresses';

const window = minutes(5);

const instance = labelVariable(nodeMemoryTotal, 'instance', { title: 'Host' });

const wires = { device: { not: 'lo' } } as const;

/** What the people behind the hub look at when nothing is on fire. */
const rounds = `
**Every day**: the alerts above, error share and latency on [Application Performance](/d/${applicationAddress.uid}), the deploys of the day before.

**Every week**: the promises and what is left of their budgets on [SLO and error budget](/d/${sloAddress.uid}) over seven days, what failed again and again, runbooks that did not help.

**Every month**: the trends of disks, memory, connections and queues here and on [Infrastructure](/d/${infrastructureAddress.uid}) over 30 days, limits of alerts that cried wolf or kept silent, panels that nobody looks at.
`.trim();

export const overview = dashboard(overviewAddress.uid, {
  title: overviewAddress.title,
  folder,
  description: 'For whoever is on call: whether the hub works, and whether its hosts can carry it.',
  tags: ['bakhmach'],
  range: hours(6),
  variables: [instance],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(applicationAddress), toDashboard(infrastructureAddress), toDashboard(businessAddress), toDashboard(sloAddress)],
  rows: [
    row('Is it broken, for whom, since when', [
      stat('Error share', { description: 'Share of the requests that were answered with 5xx, over five minutes.', queries: [query(failedShare)], thresholds: highIsBad({ critical: errorLimit }), whenEmpty: 'no requests' }),
      stat('p95 of answers', { description: 'One request in twenty takes longer than this.', queries: [query(latencyP95)], thresholds: highIsBad({ warning: slowLimit }), whenEmpty: 'no requests' }),
      firingAlertTable('Firing alerts', { description: 'Alerts of the hub that fire now, the longest first. Empty is good.', team }),
      stateTimeline('Reachable from outside', { description: 'What the probes of the hub and of the payment providers say.', queries: [query(min(probeSuccess.where({ target: /backend-.*|payment-.*/ })).by('target'), ({ labels }) => labels.target), query(min(postgres.up), 'database')], states: upOrDown }),
    ]),
    row('Hosts', [
      timeSeries('CPU', { description: 'Share of the processors that each host uses.', queries: [query(hostUse.cpu, ({ labels }) => labels.instance).narrowedBy(instance)] }),
      timeSeries('Memory', { description: 'Share of the memory that each host uses, and where its alert begins.', queries: [query(hostUse.memory, ({ labels }) => labels.instance).narrowedBy(instance)], thresholds: highIsBad({ critical: limits.memory }) }),
      timeSeries('Disk usage', { description: 'Share of each disk that is in use, and where its alert begins.', queries: [query(hostUse.disk, ({ labels }) => `${labels.instance} ${labels.mountpoint}`).narrowedBy(instance)], thresholds: highIsBad({ warning: limits.disk }) }),
      timeSeries('Disk operations', {
        description: 'Reads and writes per second.',
        queries: [query(sum(rate(nodeDiskReads, window)).by('instance'), ({ labels }) => `${labels.instance} reads`).narrowedBy(instance)],
        right: { queries: [query(sum(rate(nodeDiskWrites, window)).by('instance'), ({ labels }) => `${labels.instance} writes`).narrowedBy(instance)] },
      }),
      timeSeries('Network throughput', {
        description: 'Bytes per second in both directions, without the loopback device.',
        queries: [
          query(sum(rate(nodeNetworkReceived.where(wires), window)).by('instance'), ({ labels }) => `${labels.instance} received`).narrowedBy(instance),
          query(sum(rate(nodeNetworkSent.where(wires), window)).by('instance'), ({ labels }) => `${labels.instance} sent`).narrowedBy(instance),
        ],
      }),
    ]),
    row('Processes', [
      table('Top processes by CPU', { description: 'The ten groups of processes that use most processor time, in processors.', columns: [column('CPU', topk(10, sum(rate(processes.cpu, window)).by('groupname')), { display: 'short' })] }),
      table('Top processes by memory', { description: 'The ten groups of processes that hold most memory.', columns: [column('Memory', topk(10, max(processes.memory.where({ memtype: 'resident' })).by('groupname')))] }),
      text('Rounds', { description: 'What is looked at, and how often.', markdown: rounds }),
    ]),
  ],
});
