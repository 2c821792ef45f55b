import { minutes, seconds } from '../../lib/core/duration';
import type { Probe } from '../../lib/component/blackbox-exporter/probe';
import type { ScrapeJob } from '../../lib/component/prometheus/scrape-job';
import { paymentProviders } from './dependency-alerts';
import { backendJob, sqlJob } from './metrics';
import { readyProbe } from './slos';

const pods = (name: string, port: number): ScrapeJob['discovery'] => ({ kind: 'pods', namespace: 'bakhmach', labels: { 'app.kubernetes.io/name': name }, port });

/** What Prometheus scrapes of Bakhmach: every 15 seconds, and what asks the database every minute. */
export const bakhmachScrape: readonly ScrapeJob[] = [
  { name: backendJob, discovery: pods(backendJob, 8080) },
  { name: 'database', discovery: pods('postgres-exporter', 9187) },
  { name: 'redis', discovery: pods('redis-exporter', 9121) },
  // The port and the path of https://www.rabbitmq.com/docs/prometheus: a series for each queue.
  { name: 'rabbitmq', discovery: pods('rabbitmq', 15692), path: '/metrics/per-object' },
  { name: 'process-exporter', discovery: pods('process-exporter', 9256) },
  { name: sqlJob, discovery: pods(sqlJob, 9399), interval: minutes(1) },
];

/** What the blackbox exporter asks: the hub every 15 seconds, because its objective is counted in these answers, and the providers every minute. */
export const bakhmachProbes: readonly Probe[] = [
  {
    module: { kind: 'http' },
    interval: seconds(15),
    targets: [
      { name: 'backend-live', address: 'http://backend.bakhmach:8080/health/live' },
      { name: readyProbe, address: 'http://backend.bakhmach:8080/health/ready' },
    ],
  },
  // Without a key they answer 401: they are there, and that is all that is asked.
  { module: { kind: 'http', statusCodes: [200, 401] }, interval: minutes(1), targets: paymentProviders.map(({ target, address }) => ({ name: target, address })) },
];
