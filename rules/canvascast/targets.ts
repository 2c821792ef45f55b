import { minutes, seconds } from '../../lib/core/duration';
import { secretKey } from '../../lib/core/secret';
import type { Probe } from '../../lib/component/blackbox-exporter/probe';
import type { ScrapeJob } from '../../lib/component/prometheus/scrape-job';
import { apiJob, workerJob } from './metrics';

const pods = (name: string, port: number): ScrapeJob['discovery'] => ({ kind: 'pods', namespace: 'canvascast', labels: { 'app.kubernetes.io/name': name }, port });

/**
 * What Prometheus scrapes of CanvasCast, every 15 seconds where nothing else is said. Hosts that nobody can reach from
 * here push the same metrics by OTLP to the gateway, under the same names of jobs.
 */
export const canvascastScrape: readonly ScrapeJob[] = [
  { name: apiJob, discovery: pods(apiJob, 3000) },
  { name: workerJob, discovery: pods(workerJob, 3001) },
  { name: 'sql-exporter', discovery: pods('sql-exporter', 9399), interval: minutes(1) },
  // The port of https://github.com/oliver006/redis_exporter.
  { name: 'redis', discovery: pods('redis-exporter', 9121), interval: seconds(30) },
  {
    // Hosted PostgreSQL. Path and login: https://supabase.com/docs/guides/monitoring-troubleshooting/metrics
    name: 'supabase',
    discovery: { kind: 'static', targets: [{ address: 'canvascast.supabase.co:443' }] },
    scheme: 'https',
    path: '/customer/v1/privileged/metrics',
    credentials: { kind: 'basic', username: 'service_role', password: secretKey('canvascast-targets', 'supabase-service-role-key') },
    interval: minutes(1),
  },
];

/** What the blackbox exporter asks from outside. */
export const canvascastProbes: readonly Probe[] = [
  {
    module: { kind: 'http' },
    interval: seconds(30),
    targets: [
      { name: 'canvascast-api-live', address: 'https://api.canvascast.example.com/health' },
      { name: 'canvascast-api-ready', address: 'https://api.canvascast.example.com/ready' },
      { name: 'canvascast-worker', address: 'https://worker.canvascast.example.com/health' },
      { name: 'canvascast-web', address: 'https://canvascast.example.com/' },
    ],
  },
  {
    // Without a key both answer 401: they are there, and that is all that is asked.
    module: { kind: 'http', statusCodes: [200, 401] },
    interval: seconds(30),
    targets: [
      { name: 'supabase', address: 'https://canvascast.supabase.co/rest/v1/' },
      { name: 'supabase-storage', address: 'https://canvascast.supabase.co/storage/v1/bucket' },
    ],
  },
];
