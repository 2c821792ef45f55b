import { minutes, seconds } from '../../lib/core/duration';
import type { Probe } from '../../lib/component/blackbox-exporter/probe';
import type { ScrapeJob } from '../../lib/component/prometheus/scrape-job';
import { publicAddress, publicProbe } from './api-alerts';
import { apiJob, sqlJob, workerJob } from './metrics';
import { midtransAddress, midtransProbe } from './payment-alerts';
import { webhookAddress, webhookProbe } from './webhook-alerts';

const pods = (name: string, port: number): ScrapeJob['discovery'] => ({ kind: 'pods', namespace: 'buatfilm', labels: { 'app.kubernetes.io/name': name }, port });

/** What Prometheus scrapes of BuatFilm: applications every 15 seconds, exporters every 30. */
export const buatfilmScrape: readonly ScrapeJob[] = [
  { name: apiJob, discovery: pods(apiJob, 3000) },
  { name: workerJob, discovery: pods(workerJob, 9464) },
  { name: 'postgresql', discovery: pods('postgres-exporter', 9187), interval: seconds(30) },
  { name: sqlJob, discovery: pods(sqlJob, 9399), interval: seconds(30) },
];

const api = 'http://buatfilm-payment-api.buatfilm:3000';

/** What the blackbox exporter asks. */
export const buatfilmProbes: readonly Probe[] = [
  {
    module: { kind: 'http' },
    interval: seconds(30),
    targets: [
      { name: publicProbe, address: publicAddress },
      { name: 'buatfilm-payment-api-live', address: `${api}/health/live` },
      { name: 'buatfilm-payment-api-ready', address: `${api}/health/ready` },
    ],
  },
  // A call without a signature must be refused: that it is proves the address, the way to it, and the check.
  { module: { kind: 'http', statusCodes: [400, 401, 403, 405] }, interval: minutes(1), targets: [{ name: webhookProbe, address: webhookAddress }] },
  { module: { kind: 'http' }, interval: minutes(1), targets: [{ name: midtransProbe, address: midtransAddress }] },
];
