import { open } from '../declaration';
import { gauge } from '../metric';
import { scraped } from './provenance';

/** The label that the scrape configuration sets: the name of the probe. */
const probeLabels = { target: open({ expected: 10 }) } as const;

export const provenance = scraped('blackbox', probeLabels);

/** What probes by the blackbox exporter 0.28 find. */
const probed = { labels: probeLabels, jobs: ['blackbox'], thirdParty: true } as const;

export const probeSuccess = gauge('probe_success', { help: 'Displays whether or not the probe was a success', unit: 'ratio', direction: 'lowIsBad', ...probed });

export const probeDuration = gauge('probe_duration_seconds', { help: 'Returns how long the probe took to complete in seconds', unit: 'seconds', range: { min: 0 }, ...probed });

export const probeHttpStatusCode = gauge('probe_http_status_code', { help: 'Response HTTP status code', unit: 'status', range: { min: 0, max: 599 }, ...probed });

export const probeHttpDuration = gauge('probe_http_duration_seconds', {
  ...probed,
  help: 'Duration of http request by phase, summed over all redirects',
  unit: 'seconds',
  range: { min: 0 },
  labels: { ...probeLabels, phase: ['connect', 'processing', 'resolve', 'tls', 'transfer'] },
});

export const probeDnsLookupTime = gauge('probe_dns_lookup_time_seconds', { ...probed, help: 'Returns the time taken for probe dns lookup in seconds', unit: 'seconds', range: { min: 0 } });

export const probeCertificateExpiry = gauge('probe_ssl_earliest_cert_expiry', {
  help: 'Returns last SSL chain expiry in unixtime',
  unit: 'timestamp',
  direction: 'lowIsBad',
  ...probed,
});
