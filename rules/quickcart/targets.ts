import { minutes, seconds } from '../../lib/core/duration';
import type { Probe } from '../../lib/component/blackbox-exporter/probe';
import type { ScrapeJob } from '../../lib/component/prometheus/scrape-job';
import { apiJob, botJob, sqlJob } from './metrics';
import { pakasirProbe } from './payment-alerts';
import { botProbe } from './service-alerts';

const pods = (name: string, port: number): ScrapeJob['discovery'] => ({ kind: 'pods', namespace: 'quickcart', labels: { 'app.kubernetes.io/name': name }, port });

/** What Prometheus scrapes of QuickCart: applications every 15 seconds, exporters every 30, what asks the database every five minutes. */
export const quickcartScrape: readonly ScrapeJob[] = [
  { name: apiJob, discovery: pods(apiJob, 8000) },
  { name: botJob, discovery: pods(botJob, 8080) },
  { name: 'postgresql', discovery: pods('postgres-exporter', 9187), interval: seconds(30) },
  { name: 'redis', discovery: pods('redis-exporter', 9121), interval: seconds(30) },
  { name: sqlJob, discovery: pods('sql-exporter', 9399), interval: minutes(2) },
];

/** What the blackbox exporter asks. The bot is asked every 30 seconds, so that the five-minute window of its objective has ten samples. */
export const quickcartProbes: readonly Probe[] = [
  {
    module: { kind: 'http' },
    interval: seconds(30),
    targets: [
      { name: botProbe, address: 'http://quickcart-bot.quickcart:8080/health' },
      { name: pakasirProbe, address: 'https://app.pakasir.com/' },
    ],
  },
  // Without a token Telegram answers 404: it is there, and no token stands in an address.
  { module: { kind: 'http', statusCodes: [200, 302, 404] }, interval: minutes(1), targets: [{ name: 'telegram-api', address: 'https://api.telegram.org/' }] },
];
