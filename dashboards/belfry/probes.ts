import { minutes } from '../../lib/core/duration';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { column } from '../../lib/dashboard/panel/column';
import { stat } from '../../lib/dashboard/panel/single-value';
import { upOrDown } from '../../lib/dashboard/panel/state';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { table } from '../../lib/dashboard/panel/table';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { lowIsBad } from '../../lib/dashboard/threshold';
import { labelVariable } from '../../lib/dashboard/variable';
import { fraction } from '../../lib/core/quantity';
import { probeCertificateExpiry, probeDuration, probeHttpStatusCode, probeSuccess } from '../../lib/metric/exporters/blackbox';
import { avg, max, min } from '../../lib/promql/aggregate';
import { avgOverTime, time } from '../../lib/promql/functions';
import { certificateAlmostExpired, certificateExpiresSoon } from '../../rules/belfry/certificate-alerts';
import { folder, probesAddress, stackAddress } from './addresses';
import { firingAlertsOf, isItBroken, replicasThatAnswer } from './first-row';

const target = labelVariable(probeSuccess, 'target');

const validFor = min(probeCertificateExpiry).by('target', 'instance').minus(time());

const certificateLimits = lowIsBad({ warning: limitOf(certificateExpiresSoon, 'seconds'), critical: limitOf(certificateAlmostExpired, 'seconds') });

export const probes = dashboard(probesAddress.uid, {
  title: probesAddress.title,
  folder,
  description: 'For whoever is on call: what can be reached from outside, as a visitor would try it.',
  tags: ['belfry'],
  variables: [target],
  annotations: [firingAlertMarks()],
  links: [toDashboard(stackAddress)],
  rows: [
    row(isItBroken, [
      stat('Reachable', {
        description: 'Share of the probes that succeed now. What cannot be reached stands below.',
        queries: [query(avg(probeSuccess))],
        thresholds: lowIsBad({ warning: fraction(1) }),
        whenEmpty: 'no probe',
      }),
      replicasThatAnswer('blackbox-exporter'),
      stat('Next certificate to end', {
        description: 'How long the first certificate to end is still valid. Orange where the alert CertificateExpiresSoon begins, red where CertificateAlmostExpired does.',
        queries: [query(min(validFor))],
        thresholds: certificateLimits,
        display: 'dtdurations',
        whenEmpty: 'no certificate',
      }),
      firingAlertsOf('certificates', 'blackbox-exporter'),
      stateTimeline('Since when', {
        description: 'Each thing that is probed, and the time in which it could not be reached.',
        queries: [query(min(probeSuccess).by('target'), ({ labels }) => labels.target).narrowedBy(target)],
        states: upOrDown,
        size: { width: 24, height: 8 },
      }),
    ]),
    row('How well', [
      timeSeries('Success within an hour', {
        description: 'Share of the probes of an hour that succeeded, so that short failures are seen too.',
        queries: [query(min(avgOverTime(probeSuccess, minutes(60))).by('target'), ({ labels }) => labels.target).narrowedBy(target)],
      }),
      timeSeries('Time that a probe takes', { description: 'From the first packet to the last.', queries: [query(max(probeDuration).by('target'), ({ labels }) => labels.target).narrowedBy(target)] }),
      timeSeries('Answers', { description: 'The HTTP status of each answer; 0 when there was none.', queries: [query(max(probeHttpStatusCode).by('target'), ({ labels }) => labels.target).narrowedBy(target)], display: 'none' }),
      table('Certificates', {
        description: 'How long each certificate is still valid.',
        columns: [column('Valid for', validFor, { thresholds: certificateLimits, display: 'dtdurations' })],
      }),
    ]),
  ],
});
