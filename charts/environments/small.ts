import { days, minutes, seconds } from '../../lib/core/duration';
import { smallProfile } from '../../lib/stack/monitoring-stack';
import { dashboards } from '../../dashboards/index';
import { systems } from '../../rules/index';
import { alertRouting } from '../../rules/routing';
import type { Environment } from '../environment';

/** One of each component on local volumes: a cluster of a few nodes, with CanvasCast beside it. */
export const small: Environment = {
  environment: 'small',
  clusterName: 'small',
  profile: smallProfile(),
  systems,
  routing: alertRouting,
  dashboards,
  links: { runbooks: 'https://runbooks.example.com/', grafana: 'https://grafana.example.com/' },
  externalUrls: { grafana: 'https://grafana.example.com', prometheus: 'https://prometheus.example.com', alertmanager: 'https://alertmanager.example.com' },
  intervals: { scrapeInterval: seconds(15), evaluationInterval: seconds(15), retention: days(15), prometheus: 3 },
  scrape: [
    { name: 'canvascast-api', discovery: { kind: 'pods', namespace: 'canvascast', labels: { 'app.kubernetes.io/name': 'canvascast-api' }, port: 3000 } },
    { name: 'canvascast-worker', discovery: { kind: 'pods', namespace: 'canvascast', labels: { 'app.kubernetes.io/name': 'canvascast-worker' }, port: 3001 } },
    { name: 'sql-exporter', discovery: { kind: 'pods', namespace: 'canvascast', labels: { 'app.kubernetes.io/name': 'sql-exporter' }, port: 9399 }, interval: minutes(1) },
  ],
  probes: [
    {
      module: { kind: 'http' },
      interval: seconds(30),
      targets: [
        { name: 'canvascast-api-live', address: 'https://api.canvascast.example.com/health' },
        { name: 'canvascast-api-ready', address: 'https://api.canvascast.example.com/ready' },
        { name: 'canvascast-web', address: 'https://canvascast.example.com/' },
      ],
    },
  ],
};
