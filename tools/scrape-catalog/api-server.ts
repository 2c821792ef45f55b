import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toYaml } from '../../lib/core/yaml';
import { command } from '../cluster/command';
import { tool } from '../toolchain';
import { eventually, freeAddresses, start, type RunningProgram } from './running-program';

/** A Kubernetes without nodes: objects are stored, and nothing runs. */
export interface ApiServer {
  readonly program: RunningProgram;
  readonly kubectl: (...args: readonly string[]) => Promise<string>;
  /** A file by which other programs log in as its only user. */
  readonly kubeconfig: string;
  readonly stop: () => Promise<void>;
}

/** etcd and an API server that knows one user, on addresses of their own. It needs no root. */
export async function startApiServer(): Promise<ApiServer> {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-api-server-'));
  const programs: RunningProgram[] = [];
  const stop = async (): Promise<void> => {
    for (const program of programs.reverse()) await program.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { etcd, peers, api } = await freeAddresses('etcd', 'peers', 'api');
    const token = randomBytes(16).toString('hex');
    const key = join(folder, 'accounts.key');
    writeFileSync(key, generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } }).privateKey, { mode: 0o600 });
    writeFileSync(join(folder, 'tokens'), `${token},admin,admin,system:masters\n`, { mode: 0o600 });
    const kubeconfig = join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, kubeconfigText(api, token), { mode: 0o600 });
    mkdirSync(join(folder, 'etcd'), { mode: 0o700 });
    programs.push(await start('etcd', [`--data-dir=${join(folder, 'etcd')}`, `--listen-client-urls=http://${etcd}`, `--advertise-client-urls=http://${etcd}`, `--listen-peer-urls=http://${peers}`, '--unsafe-no-fsync']));
    const program = await start('kube-apiserver', [
      `--etcd-servers=http://${etcd}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${api.replace(/.*:/, '')}`,
      `--cert-dir=${join(folder, 'certificates')}`,
      '--service-cluster-ip-range=10.96.0.0/16',
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--token-auth-file=${join(folder, 'tokens')}`,
      '--authorization-mode=RBAC',
      '--allow-privileged=true',
    ]);
    programs.push(program);
    const client = await tool('kubectl');
    const kubectl = (...args: readonly string[]): Promise<string> => command(client, [`--kubeconfig=${kubeconfig}`, `--cache-dir=${join(folder, 'cache')}`, ...args]);
    await eventually('the API server is ready', async () => ((await kubectl('get', '--raw', '/readyz')) === 'ok' ? true : undefined), program);
    await eventually('the namespace default is there', async () => ((await kubectl('get', 'namespace', 'default', '-o', 'name')) === 'namespace/default\n' ? true : undefined), program);
    return { program, kubectl, kubeconfig, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The server has signed its own certificate a moment ago, so that nobody can vouch for it. */
function kubeconfigText(address: string, token: string): string {
  return toYaml({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'only', cluster: { server: `https://${address}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'only', context: { cluster: 'only', user: 'admin' } }],
    'current-context': 'only',
  });
}
