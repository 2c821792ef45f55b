import { hours, minutes } from '../../lib/core/duration';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { logQuery } from '../../lib/dashboard/log-query';
import { logs } from '../../lib/dashboard/panel/logs';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { textVariable } from '../../lib/dashboard/variable';
import { acceptedLogs, failedLogs, refusedLogs } from '../../lib/metric/exporters/collector';
import { lokiLinesReceived } from '../../lib/metric/exporters/loki';
import { sum } from '../../lib/promql/aggregate';
import { rate } from '../../lib/promql/functions';
import { agentAddress, folder, logsAddress, lokiAddress, tracesAddress } from './addresses';
import { firingAlertsOf, isItBroken, replicasThatAnswer, sinceWhen } from './first-row';

const window = minutes(5);

const service = textVariable('service', { title: 'Service (regular expression)', initial: '.+' });

const text = textVariable('text', { title: 'Text in the line' });

export const logsOverview = dashboard(logsAddress.uid, {
  title: logsAddress.title,
  folder,
  description: 'For whoever searches for a cause: the errors of all services first, then every line that holds a text.',
  tags: ['belfry'],
  range: hours(1),
  variables: [service, text],
  annotations: [firingAlertMarks()],
  links: [toDashboard(lokiAddress), toDashboard(agentAddress), toDashboard(tracesAddress)],
  rows: [
    row(isItBroken, [
      replicasThatAnswer('loki'),
      stat('Lines that arrive', { description: 'Log lines per second that reach Loki. Zero means that what stands below is old.', queries: [query(sum(rate(lokiLinesReceived, window)).orZero())], sparkline: true }),
      stat('Lines that do not', {
        description: 'Records per second in attempts of the collectors to pass them on that failed, and those that were refused. They may come later.',
        queries: [query(sum(rate(failedLogs, window)).orZero(), 'failed'), query(sum(rate(refusedLogs, window)).orZero(), 'refused')],
        size: { width: 6, height: 5 },
      }),
      firingAlertsOf('loki'),
      sinceWhen('loki'),
    ]),
    row('Errors', [
      logs('Error lines', {
        description: 'Lines at level error or worse, the newest first. A trace id leads to its trace.',
        queries: [logQuery(`{service_name=~"${service.reference}"} | detected_level=~"error|fatal|critical"`)],
      }),
    ]),
    row('Lines', [
      timeSeries('Records that agents and gateway take', { description: 'Records per second, by receiver. A service that stops writing is seen as a dent.', queries: [query(sum(rate(acceptedLogs, window)).by('job', 'receiver'), ({ labels }) => `${labels.job} ${labels.receiver}`)], size: { width: 24, height: 6 } }),
      logs('All lines', { description: 'Every line of the chosen services that holds the text.', queries: [logQuery(`{service_name=~"${service.reference}"} |= "${text.reference}"`)] }),
    ]),
  ],
});
