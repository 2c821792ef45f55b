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

/** This machine's Redis, which stands behind the API. */
const redisImage = 'localhost/belfry-redis:1';

/** Commands that the demo takes from this machine, and the Debian package of each. */
export const demoCommands: Readonly<Record<string, string>> = { 'redis-server': 'redis-server' };

/** Bundles the demo with its libraries, puts it beside this machine's Node into an image and Redis into another, and loads both on every node. */
export async function loadDemo(cluster: Cluster): Promise<void> {
  const work = join(cluster.layout.folder, 'demo');
  await mkdir(work, { recursive: true });
  const bundle = join(work, 'service.js');
  await build({ entryPoints: [join(__dirname, 'demo', 'service.ts')], outfile: bundle, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'silent' });
  const demo = { reference: demoImage, files: { '/service.js': bundle, ...(await withLibraries('/node', process.execPath)) }, entrypoint: ['/node', '/service.js'] };
  const redisServer = (await command('bash', ['-c', 'type -P redis-server'])).trim();
  const redis = { reference: redisImage, files: await withLibraries('/redis-server', await realpath(redisServer)), entrypoint: ['/redis-server'] };
  for (const image of [demo, redis]) await cluster.load(await imageArchive(image, cluster.layout.images));
}

/** A program of this machine under its path in an image, and the libraries that it loads under their own. */
async function withLibraries(path: string, program: string): Promise<Readonly<Record<string, string>>> {
  const files = new Map([[path, program]]);
  // The dynamic loader prints each library that it would load, with its path: ldd(1).
  for (const [, library = ''] of (await command('ldd', [program])).matchAll(/(\/\S+) \(0x/g)) files.set(library, await realpath(library));
  return Object.fromEntries(files);
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
    ...role({ name: 'receiver', port: 8080, tlsSecret: 'outside' }),
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'outside', namespace: demoNamespace }, spec: { clusterIP: outside, selector: { 'app.kubernetes.io/name': 'receiver' }, ports: [{ name: 'https', port: 443, targetPort: 8443 }] } },
  ];
}

/** The API under the labels by which Prometheus finds CanvasCast's, and the Redis behind it, which keeps nothing on a disk. */
export const demoObjects: readonly object[] = [
  ...role({
    name: 'api',
    label: 'canvascast-api',
    port: 3000,
    environment: { OTLP_TRACES_URL: 'http://otel-collector.monitoring.svc:4318/v1/traces', REDIS_URL: `redis://redis.${demoNamespace}.svc:6379` },
  }),
  ...role({ name: 'redis', port: 6379, portName: 'redis', image: redisImage, args: ['--protected-mode', 'no', '--save', '', '--appendonly', 'no'], probe: { tcpSocket: { port: 'redis' } } }),
];

/** One Deployment with its Service. */
interface Role {
  readonly name: string;
  /** @default the name */
  readonly label?: string;
  readonly port: number;
  /** @default http */
  readonly portName?: string;
  /** @default the demo's */
  readonly image?: string;
  /** @default the name, by which the demo knows what to play */
  readonly args?: readonly string[];
  /** @default GET /health */
  readonly probe?: object;
  readonly environment?: Readonly<Record<string, string>>;
  /** A Secret of a certificate and its key, mounted at /tls. */
  readonly tlsSecret?: string;
}

function role({ name, label = name, port, portName = 'http', image = demoImage, args = [name], probe, environment = {}, tlsSecret }: Role): readonly object[] {
  const labels = { 'app.kubernetes.io/name': label };
  const metadata = { name, namespace: demoNamespace, labels };
  const container = {
    name,
    image,
    args,
    env: Object.entries(environment).map(([key, value]) => ({ name: key, value })),
    ports: [{ name: portName, containerPort: port }],
    readinessProbe: { ...(probe ?? { httpGet: { path: '/health', port: portName } }), periodSeconds: 2 },
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
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ name: portName, port }] } },
  ];
}
