import { open } from '../declaration';
import { counter, gauge, histogram } from '../metric';
import { podLabels } from './pod-target';
import { documented } from './provenance';

/**
 * Beside pkg/infra/metrics/metrics.go and pkg/infra/httpclient/httpclientprovider/datasource_metrics_middleware.go. No
 * scrape has confirmed them, because Grafana cannot be built from a Go module.
 */
export const provenance = documented('https://github.com/grafana/grafana/blob/main/pkg/middleware/request_metrics.go');

/** What Grafana tells of the requests that it answers. Its own scrape and static files are not among them. */
const own = { jobs: ['grafana'], thirdParty: true } as const;

export const grafanaRequestsInFlight = gauge('grafana_http_request_in_flight', { ...own, help: 'A gauge of requests currently being served by Grafana.', unit: 'requests', range: { min: 0 }, labels: podLabels });

export const grafanaRequestDuration = histogram('grafana_http_request_duration_seconds', {
  ...own,
  help: 'Histogram of latencies for HTTP requests.',
  unit: 'seconds',
  counts: 'requests',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25],
  createdOnFirstEvent: true,
  labels: { ...podLabels, handler: open({ expected: 40 }), method: open({ expected: 4 }), status_code: open({ expected: 8 }), status_source: open({ expected: 2 }), slo_group: open({ expected: 5 }) },
});

/** What Grafana asks of its data sources, and how they answered. */
export const datasourceRequests = counter('grafana_datasource_request_total', {
  ...own,
  help: 'A counter for outgoing requests for a data source',
  unit: 'requests',
  createdOnFirstEvent: true,
  labels: { ...podLabels, datasource: open({ expected: 4 }), datasource_type: open({ expected: 4 }), code: open({ expected: 6 }), method: open({ expected: 2 }) },
});
