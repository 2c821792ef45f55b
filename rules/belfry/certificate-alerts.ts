import type { Duration } from '../../lib/core/duration';
import { days, hours, minutes } from '../../lib/core/duration';
import { quantity } from '../../lib/core/quantity';
import { probeCertificateExpiry } from '../../lib/metric/exporters/blackbox';
import { min } from '../../lib/promql/aggregate';
import { time } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { holds } from '../../lib/rule/scenario/input';
import { probesDashboard } from './dashboards';
import { team } from './team';

const common = { team, dashboard: probesDashboard, labels: { service: 'certificates' } } as const;

const validFor = min(probeCertificateExpiry).by('target', 'instance').minus(time());

/** Scenarios begin at the first second of 1970. */
const expiresAfter = (span: Duration): InputSeries => holds(probeCertificateExpiry, { target: 'shop', instance: 'https://shop.example' }, quantity(span.value, 'timestamp'));

const probed = { target: 'shop', instance: 'https://shop.example' } as const;

export const certificateExpiresSoon = alert('CertificateExpiresSoon', {
  ...common,
  when: validFor.below(days(21)),
  for: hours(1),
  severity: 'warning',
  kind: 'capacity',
  summary: 'A certificate ends within three weeks; whatever renews it should have done so.',
  description: ({ labels, value }) => `The certificate of ${labels.instance} (${labels.target}) is valid for another ${value}.`,
  runbook: 'belfry/certificate-expires-soon',
  fires: {
    name: 'below 21 days',
    given: [expiresAfter(days(20.5))],
    notYetAt: minutes(59),
    at: hours(2),
    alerts: [{ labels: probed, description: 'The certificate of https://shop.example (shop) is valid for another 20d 10h 0m 0s.' }],
  },
  silent: { name: 'above 21 days', given: [expiresAfter(days(21.2))], at: [hours(2), hours(4)] },
});

export const certificateAlmostExpired = alert('CertificateAlmostExpired', {
  ...common,
  when: validFor.below(days(3)),
  for: minutes(10),
  severity: 'critical',
  kind: 'capacity',
  summary: 'A certificate ends within three days, and then nobody gets in any more.',
  description: ({ labels, value }) => `The certificate of ${labels.instance} (${labels.target}) is valid for another ${value}.`,
  runbook: 'belfry/certificate-almost-expired',
  fires: {
    name: 'below 3 days',
    given: [expiresAfter(days(2.9))],
    notYetAt: minutes(9),
    at: hours(1),
    alerts: [{ labels: probed, description: 'The certificate of https://shop.example (shop) is valid for another 2d 20h 36m 0s.' }],
  },
  silent: { name: 'above 3 days', given: [expiresAfter(days(3.1))], at: [hours(1), hours(2)] },
});

export const certificateAlerts: readonly Alert[] = [certificateExpiresSoon, certificateAlmostExpired];
