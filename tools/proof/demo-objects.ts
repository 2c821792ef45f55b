import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Environment } from '../../charts/environment';
import { nodeNames } from '../cluster/addresses';
import { serverCertificate } from '../cluster/certificates';
import type { Cluster } from '../cluster/cluster';
import { command } from '../cluster/command';
import { imageArchive } from '../cluster/images';
import { nameServiceConfig, type Names } from '../cluster/manifests';

/** The demo plays the API of CanvasCast, whose scrape jobs, rules and routes are in dist/. */
export const demoNamespace = 'canvascast';

/** This machine's Node with the demo service. */
export const demoImage = 'localhost/belfry-demo:1';

/** Bundles the demo with its libraries and puts it beside this machine's Node into an image on every node. */
export async function loadDemo(cluster: Cluster): Promise<void> {
  const work = join(cluster.layout.folder, 'demo');
  await mkdir(work, { recursive: true });
  const bundle = join(work, 'service.js');
  await build({ entryPoints: [join(__dirname, 'demo', 'service.ts')], outfile: bundle, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'silent' });
  const files = new Map([['/service.js', bundle], ['/node', process.execPath]]);
  // The dynamic loader prints each library that it would load, with its path: ldd(1).
  for (const [, library = ''] of (await command('ldd', [process.execPath])).matchAll(/(\/\S+) \(0x/g)) files.set(library, await realpath(library));
  await cluster.load(await imageArchive({ reference: demoImage, files: Object.fromEntries(files), entrypoint: ['/node', '/service.js'] }, cluster.layout.images));
}

/** The address that every name outside the cluster has: the service by which the receiver is reached with TLS. */
const outside = '10.96.0.20';

/** What the stack in an environment asks by name outside the cluster: PagerDuty, what it probes, what it scrapes. */
function outsideNames({ probes, scrape }: Environment): readonly string[] {
  const probed = probes.flatMap(({ targets }) => targets.map(({ address }) => new URL(address).hostname));
  const scraped = scrape.flatMap(({ discovery }) => (discovery.kind === 'static' ? discovery.targets.map(({ address }) => new URL(`https://${address}`).hostname) : []));
  return [...new Set(['events.pagerduty.com', ...probed, ...scraped])].sort();
}

/** The receiver, and the name service that leads to it every name outside that is not among the others: nothing leaves the cluster. */
export async function outsideObjects(cluster: Cluster, environment: Environment, others: Names): Promise<readonly object[]> {
  const names = outsideNames(environment);
  const { certificate, key } = await serverCertificate(cluster.layout, names);
  return [
    nameServiceConfig({ ...Object.fromEntries(names.map((name) => [name, outside])), ...others }),
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'outside', namespace: demoNamespace }, type: 'kubernetes.io/tls', stringData: { 'tls.crt': certificate, 'tls.key': key } },
    ...role('receiver', 'receiver', {}, 'outside'),
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'outside', namespace: demoNamespace }, spec: { clusterIP: outside, selector: { 'app.kubernetes.io/name': 'receiver' }, ports: [{ name: 'https', port: 443, targetPort: 8443 }] } },
  ];
}

type Role = 'api' | 'dependency' | 'receiver';

const ports: Readonly<Record<Role, number>> = { api: 3000, dependency: 3002, receiver: 8080 };

/** The API under the labels by which Prometheus finds CanvasCast's, and the service behind it. */
export const demoObjects: readonly object[] = [
  ...role('api', 'canvascast-api', { OTLP_TRACES_URL: 'http://otel-collector.monitoring.svc:4318/v1/traces', DEPENDENCY_URL: `http://dependency.${demoNamespace}.svc:3002/` }),
  ...role('dependency', 'dependency', {}),
];

function role(name: Role, label: string, environment: Readonly<Record<string, string>>, tlsSecret?: string): readonly object[] {
  const labels = { 'app.kubernetes.io/name': label };
  const metadata = { name, namespace: demoNamespace, labels };
  const container = {
    name,
    image: demoImage,
    args: [name],
    env: Object.entries(environment).map(([key, value]) => ({ name: key, value })),
    ports: [{ name: 'http', containerPort: ports[name] }],
    readinessProbe: { httpGet: { path: '/health', port: 'http' }, periodSeconds: 2 },
    resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    ...(tlsSecret === undefined ? {} : { volumeMounts: [{ name: 'tls', mountPath: '/tls', readOnly: true }] }),
  };
  const pod = {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 65534, fsGroup: 65534, seccompProfile: { type: 'RuntimeDefault' } },
    terminationGracePeriodSeconds: 5,
    // The first node stays when another one is taken away, and so does whoever watches.
    nodeSelector: { 'kubernetes.io/hostname': nodeNames(1)[0] },
    containers: [container],
    ...(tlsSecret === undefined ? {} : { volumes: [{ name: 'tls', secret: { secretName: tlsSecret } }] }),
  };
  return [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } } },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ name: 'http', port: ports[name] }] } },
  ];
}
