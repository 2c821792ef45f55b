import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { stringify } from 'yaml';
import { addresses, apiServer, nodeAddress, nodeNames } from './addresses';
import type { Layout } from './layout';

interface Subject {
  /** File name without its ending. */
  readonly name: string;
  /** The Kubernetes user. */
  readonly commonName: string;
  /** The Kubernetes group. */
  readonly organization?: string;
  readonly dnsNames?: readonly string[];
  readonly addresses?: readonly string[];
}

/** Users and groups that Kubernetes' own default roles are bound to: https://kubernetes.io/docs/setup/best-practices/certificates/ */
function subjects(nodes: number): readonly Subject[] {
  return [
    {
      name: 'apiserver',
      commonName: 'kube-apiserver',
      dnsNames: ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'],
      addresses: [addresses.control, addresses.apiService, '127.0.0.1'],
    },
    { name: 'admin', commonName: 'admin', organization: 'system:masters' },
    { name: 'apiserver-kubelet-client', commonName: 'kube-apiserver-kubelet-client', organization: 'system:masters' },
    { name: 'controller-manager', commonName: 'system:kube-controller-manager' },
    { name: 'scheduler', commonName: 'system:kube-scheduler' },
    { name: 'proxy', commonName: 'system:kube-proxy' },
    ...nodeNames(nodes).map((node, index) => ({
      name: node,
      commonName: `system:node:${node}`,
      organization: 'system:nodes',
      dnsNames: [node],
      addresses: [nodeAddress(index + 1)],
    })),
  ];
}

/** Who logs in with a kubeconfig; the file of `admin` is the one that a person uses. */
const clients = ['controller-manager', 'scheduler', 'proxy'] as const;

/** The path of a kubeconfig. */
export function kubeconfigOf(layout: Layout, client: string): string {
  return client === 'admin' ? layout.kubeconfig : join(layout.certificates, `${client}.kubeconfig`);
}

/** Writes an authority, a certificate for each part of the cluster, the key of service accounts, and the kubeconfigs. */
export async function writeCertificates(layout: Layout, nodes: number): Promise<void> {
  await mkdir(layout.certificates, { recursive: true, mode: 0o700 });
  const write = (file: string, text: string): Promise<void> => writeFile(join(layout.certificates, file), text, { mode: 0o600 });
  const authority = await generate([{ name: 'commonName', value: 'belfry-cluster' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, digitalSignature: true, critical: true },
    ],
  });
  await write('ca.crt', authority.cert);
  await write('ca.key', authority.private);
  for (const subject of subjects(nodes)) {
    const issued = await issue(subject, { key: authority.private, cert: authority.cert });
    await write(`${subject.name}.crt`, issued.cert);
    await write(`${subject.name}.key`, issued.private);
  }
  const accounts = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  await write('service-accounts.key', accounts.privateKey);
  await write('service-accounts.pub', accounts.publicKey);
  for (const client of ['admin', ...clients, ...nodeNames(nodes)]) await writeFile(kubeconfigOf(layout, client), kubeconfig(layout, client), { mode: 0o600 });
}

/** A certificate of the cluster's authority for servers of these names, with its key. */
export async function serverCertificate(layout: Layout, dnsNames: readonly string[]): Promise<{ readonly certificate: string; readonly key: string }> {
  const read = (file: string): Promise<string> => readFile(join(layout.certificates, file), 'utf8');
  const issued = await issue({ name: 'server', commonName: dnsNames[0] ?? 'server', dnsNames }, { key: await read('ca.key'), cert: await read('ca.crt') });
  return { certificate: issued.cert, key: issued.private };
}

function issue(subject: Subject, ca: { readonly key: string; readonly cert: string }): ReturnType<typeof generate> {
  const names = [
    ...(subject.dnsNames ?? []).map((value) => ({ type: 2 as const, value })),
    ...(subject.addresses ?? []).map((ip) => ({ type: 7 as const, ip })),
  ];
  const organization = subject.organization === undefined ? [] : [{ name: 'organizationName', value: subject.organization }];
  return generate([{ name: 'commonName', value: subject.commonName }, ...organization], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
      ...(names.length === 0 ? [] : [{ name: 'subjectAltName' as const, altNames: names }]),
    ],
  });
}

function kubeconfig(layout: Layout, client: string): string {
  const file = (name: string): string => join(layout.certificates, name);
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'belfry', cluster: { server: apiServer, 'certificate-authority': file('ca.crt') } }],
    users: [{ name: client, user: { 'client-certificate': file(`${client}.crt`), 'client-key': file(`${client}.key`) } }],
    contexts: [{ name: 'belfry', context: { cluster: 'belfry', user: client } }],
    'current-context': 'belfry',
  });
}
