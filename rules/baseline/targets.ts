import { seconds } from '../../lib/core/duration';
import type { Probe } from '../../lib/component/blackbox-exporter/probe';
import type { ScrapeJob } from '../../lib/component/prometheus/scrape-job';
import { apiJob } from './metrics';
import { readyProbe } from './service-alerts';

const pods = (name: string, port: number): ScrapeJob['discovery'] => ({ kind: 'pods', namespace: 'backend', labels: { 'app.kubernetes.io/name': name }, port });

/** What Prometheus scrapes of the backend, every 15 seconds where nothing else is said. */
export const baselineScrape: readonly ScrapeJob[] = [
  { name: apiJob, discovery: pods(apiJob, 3000) },
  { name: 'postgres', discovery: pods('postgres-exporter', 9187) },
  { name: 'redis', discovery: pods('redis-exporter', 9121) },
  { name: 'queue', discovery: pods('queue-exporter', 9419) },
];

/** What the blackbox exporter asks: the two addresses that Kubernetes asks as well. */
export const baselineProbes: readonly Probe[] = [
  {
    module: { kind: 'http' },
    interval: seconds(30),
    targets: [
      { name: 'backend-api-live', address: 'http://backend-api.backend:3000/health/live' },
      { name: readyProbe, address: 'http://backend-api.backend:3000/health/ready' },
    ],
  },
];
