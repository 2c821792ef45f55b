/* shown in docs/scraping.md from here */
import type { Probe } from '../../../lib/component/blackbox-exporter/probe';
import { exporterJob } from '../../../lib/component/prometheus/exporter-job';
import type { ScrapeJob } from '../../../lib/component/prometheus/scrape-job';
import { minutes, seconds } from '../../../lib/core/duration';
import { secretKey } from '../../../lib/core/secret';

export const scrape: readonly ScrapeJob[] = [
  // Well-known exporters: beside the program in the cluster, or on a machine outside it.
  exporterJob('postgres', { name: 'orders-db', hosts: ['db-1.example.com', 'db-2.example.com:9188'] }),
  exporterJob('redis', { name: 'cache', pods: { namespace: 'shop', labels: { app: 'redis-exporter' } } }),
  exporterJob('rabbitmq', { name: 'queues', pods: { namespace: 'shop', labels: { app: 'rabbitmq' } }, eachQueue: true, sampleLimit: 20_000 }),
  exporterJob('nginx', { name: 'edge', hosts: [{ address: '192.0.2.10', labels: { site: 'berlin' } }] }),
  exporterJob('ingress-nginx', { name: 'ingress', pods: { namespace: 'ingress-nginx', labels: { 'app.kubernetes.io/name': 'ingress-nginx' } } }),
  exporterJob('node', { name: 'machines', hosts: ['build-1.example.com', 'build-2.example.com'], interval: minutes(1) }),
  exporterJob('coredns', { name: 'names', pods: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } } }),
  // Pods that say so themselves.
  { name: 'annotated', discovery: { kind: 'annotated-pods', namespaces: ['shop', 'search'], ports: [8080, 9464] }, labelLimit: 30 },
  // Pods by their labels, and anything at a fixed address.
  { name: 'shop-api', discovery: { kind: 'pods', namespace: 'shop', labels: { app: 'api' }, port: 8080 }, interval: seconds(15) },
  {
    name: 'hosted-search',
    discovery: { kind: 'static', targets: [{ address: 'search.example.com:443', labels: { region: 'eu' } }] },
    scheme: 'https',
    path: '/v1/metrics',
    credentials: { kind: 'bearer', token: secretKey('shop-targets', 'search-token') },
  },
];

export const probes: readonly Probe[] = [
  { module: { kind: 'http', statusCodes: [200], bodyMatches: '"status":"ok"' }, targets: [{ name: 'shop', address: 'https://shop.example.com/health' }], interval: seconds(30) },
  { module: { kind: 'tcp' }, targets: [{ name: 'mail-relay', address: 'mail.example.com:25' }] },
  // Also tells when the certificate expires: probe_ssl_earliest_cert_expiry.
  { module: { kind: 'tcp', tls: true }, targets: [{ name: 'orders-db-tls', address: 'db-1.example.com:6432' }] },
  { module: { kind: 'dns', query: 'shop.example.com', type: 'A' }, targets: [{ name: 'name-server', address: '192.0.2.53:53' }] },
];
