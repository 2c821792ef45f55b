import { join } from 'node:path';
import type { Environment } from '../../charts/environment';
import { nodeNames } from '../cluster/addresses';
import { serverCertificate } from '../cluster/certificates';
import type { Cluster } from '../cluster/cluster';
import { programImage } from '../cluster/images';
import type { Names } from '../cluster/manifests';
import { demoImage, demoNamespace } from './demo-objects';
import { bucketUser } from './secret-values';

const image = 'localhost/belfry-minio:1';
const address = '10.96.0.21';

/** A bucket that an environment keeps its logs in. */
interface Bucket {
  readonly host: string;
  readonly name: string;
}

/** The bucket of an environment; none where logs stand on a volume. */
export function bucketOf({ profile }: Environment): Bucket | undefined {
  const { logStore } = profile;
  return logStore.kind === 's3' ? { host: logStore.endpoint, name: logStore.bucket } : undefined;
}

/** Names under which S3's client asks for a bucket: before the host as it is, and before its form for IPv6. */
export function bucketNames({ host, name }: Bucket): Names {
  const hosts = [host, host.replace(/^s3\./, 's3.dualstack.')];
  return Object.fromEntries(hosts.flatMap((one) => [one, `${name}.${one}`]).map((one) => [one, address]));
}

/** MinIO in the place of S3, under the very names and with TLS by the cluster's authority. */
export async function objectStore(cluster: Cluster, bucket: Bucket): Promise<readonly object[]> {
  await cluster.load(await programImage({ reference: image, program: 'minio', entrypoint: '/minio' }, join(cluster.layout.certificates, 'ca.crt'), cluster.layout.images));
  const names = Object.keys(bucketNames(bucket));
  const { certificate, key } = await serverCertificate(cluster.layout, names);
  const metadata = { name: 'object-store', namespace: demoNamespace };
  const labels = { 'app.kubernetes.io/name': 'object-store' };
  const env = {
    MINIO_ROOT_USER: bucketUser.name,
    MINIO_ROOT_PASSWORD: bucketUser.password,
    MINIO_DOMAIN: names.filter((name) => !name.startsWith(`${bucket.name}.`)).join(','),
    MINIO_BROWSER: 'off',
    HOME: '/tmp',
  };
  const container = {
    name: 'minio',
    image,
    args: ['server', '--address', ':9000', '--certs-dir', '/certs', '/data'],
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    ports: [{ name: 'https', containerPort: 9000 }],
    readinessProbe: { tcpSocket: { port: 'https' }, periodSeconds: 2 },
    resources: { requests: { cpu: '20m', memory: '128Mi' }, limits: { memory: '1Gi' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: [
      { name: 'data', mountPath: '/data' },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'certificate', mountPath: '/certs', readOnly: true },
    ],
  };
  const makeBucket = {
    name: 'bucket',
    image: demoImage,
    // A folder of the drive is a bucket, which spares the call that makes one.
    command: ['/node', '-e', `require('node:fs').mkdirSync('/data/${bucket.name}', { recursive: true })`],
    securityContext: container.securityContext,
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
  };
  const pod = {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 65534, fsGroup: 65534, seccompProfile: { type: 'RuntimeDefault' } },
    nodeSelector: { 'kubernetes.io/hostname': nodeNames(1)[0] },
    initContainers: [makeBucket],
    containers: [container],
    volumes: [
      ...['data', 'tmp'].map((name) => ({ name, emptyDir: {} })),
      { name: 'certificate', secret: { secretName: metadata.name, items: [{ key: 'tls.crt', path: 'public.crt' }, { key: 'tls.key', path: 'private.key' }] } },
    ],
  };
  return [
    { apiVersion: 'v1', kind: 'Secret', metadata, type: 'kubernetes.io/tls', stringData: { 'tls.crt': certificate, 'tls.key': key } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } } },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { clusterIP: address, selector: labels, ports: [{ name: 'https', port: 443, targetPort: 'https' }] } },
  ];
}
