import { open } from '../declaration';
import { gauge, histogram } from '../metric';
import { podLabels } from './pod-target';
import { documented } from './provenance';

export const provenance = documented('https://github.com/grafana/grafana/blob/001f3709aec64917af66d6437a7f7618cda801b6/pkg/middleware/request_metrics.go');

/** What Grafana tells of the requests that it answers. Its own scrape and static files are not among them. */
const own = { jobs: ['grafana'], thirdParty: true } as const;

export const grafanaRequestsInFlight = gauge('grafana_http_request_in_flight', { ...own, help: 'A gauge of requests currently being served by Grafana.', unit: 'requests', range: { min: 0 }, labels: podLabels });

export const grafanaRequestDuration = histogram('grafana_http_request_duration_seconds', {
  ...own,
  help: 'Histogram of latencies for HTTP requests.',
  unit: 'seconds',
  counts: 'requests',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  createdOnFirstEvent: true,
  labels: { ...podLabels, handler: open({ expected: 40 }), method: open({ expected: 4 }), status_code: open({ expected: 8 }) },
});
