import { open } from '../declaration';
import { gauge } from '../metric';
import { scraped } from './provenance';

export const provenance = scraped('blackbox');

/**
 * Probes by the blackbox exporter. The label `target` is the probe's name, set by the scrape configuration.
 * Names and types: https://github.com/prometheus/blackbox_exporter/tree/v0.28.0/prober
 */
const probed = { labels: { target: open({ expected: 10 }) }, jobs: ['blackbox'], thirdParty: true } as const;

export const probeSuccess = gauge('probe_success', { help: 'Displays whether or not the probe was a success', unit: 'ratio', direction: 'lowIsBad', ...probed });

export const probeDuration = gauge('probe_duration_seconds', { help: 'Returns how long the probe took to complete in seconds', unit: 'seconds', range: { min: 0 }, ...probed });

export const probeHttpStatusCode = gauge('probe_http_status_code', { help: 'Response HTTP status code', unit: 'status', range: { min: 0, max: 599 }, ...probed });

export const probeCertificateExpiry = gauge('probe_ssl_earliest_cert_expiry', {
  help: 'Returns last SSL chain expiry in unixtime',
  unit: 'timestamp',
  direction: 'lowIsBad',
  ...probed,
});
