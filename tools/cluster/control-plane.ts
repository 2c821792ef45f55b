import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProgramName } from '../toolchain/programs';
import { tool } from '../toolchain';
import { addresses } from './addresses';
import { kubeconfigOf } from './certificates';
import { until } from './command';
import type { Layout } from './layout';
import { startDaemon, type Machine } from './machine';
import { runProcess } from '../toolchain/run-process';

/** The programs of the control plane, in the order in which they need each other. */
export const controlPlane = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const satisfies readonly ProgramName[];

export type ControlPlaneProgram = (typeof controlPlane)[number];

/** Starts etcd, the apiserver, the controllers and the scheduler, and waits until the apiserver says that it is ready. */
export async function startControlPlane(layout: Layout, machine: Machine): Promise<void> {
  await mkdir(layout.etcd, { recursive: true, mode: 0o700 });
  for (const program of controlPlane.slice(0, 2)) await startControlPlaneProgram(layout, machine, program);
  await waitForApiServer(layout);
  for (const program of controlPlane.slice(2)) await startControlPlaneProgram(layout, machine, program);
}

/** Starts one program of the control plane, at first and again after it was killed. */
export async function startControlPlaneProgram(layout: Layout, machine: Machine, program: ControlPlaneProgram): Promise<void> {
  await startDaemon(layout, machine, program, await tool(program), argumentsOf(layout)[program]);
}

/** Waits until the apiserver is ready to serve. */
export async function waitForApiServer(layout: Layout): Promise<void> {
  const kubectl = await tool('kubectl');
  await until('the apiserver is ready', 60, async () => {
    const { status } = await runProcess(kubectl, ['--kubeconfig', layout.kubeconfig, 'get', '--raw', '/readyz']);
    return status === 0 ? true : undefined;
  }, { fix: `read ${join(layout.logs, 'kube-apiserver.log')}` });
}

function argumentsOf(layout: Layout): Readonly<Record<ControlPlaneProgram, readonly string[]>> {
  const file = (name: string): string => join(layout.certificates, name);
  const etcd = 'http://127.0.0.1:2379';
  return {
    // Nothing here outlives the cluster, so no write needs to reach the disk before it is answered.
    etcd: [`--data-dir=${layout.etcd}`, `--listen-client-urls=${etcd}`, `--advertise-client-urls=${etcd}`, '--listen-peer-urls=http://127.0.0.1:2380', '--unsafe-no-fsync'],
    'kube-apiserver': [
      `--etcd-servers=${etcd}`,
      '--secure-port=6443',
      `--advertise-address=${addresses.control}`,
      `--service-cluster-ip-range=${addresses.services}`,
      `--tls-cert-file=${file('apiserver.crt')}`,
      `--tls-private-key-file=${file('apiserver.key')}`,
      `--client-ca-file=${file('ca.crt')}`,
      `--service-account-key-file=${file('service-accounts.pub')}`,
      `--service-account-signing-key-file=${file('service-accounts.key')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--kubelet-certificate-authority=${file('ca.crt')}`,
      `--kubelet-client-certificate=${file('apiserver-kubelet-client.crt')}`,
      `--kubelet-client-key=${file('apiserver-kubelet-client.key')}`,
      '--kubelet-preferred-address-types=InternalIP',
      '--authorization-mode=Node,RBAC',
      '--allow-privileged=true',
    ],
    'kube-controller-manager': [
      `--kubeconfig=${kubeconfigOf(layout, 'controller-manager')}`,
      `--service-account-private-key-file=${file('service-accounts.key')}`,
      `--root-ca-file=${file('ca.crt')}`,
      '--use-service-account-credentials',
      '--leader-elect=false',
    ],
    'kube-scheduler': [`--kubeconfig=${kubeconfigOf(layout, 'scheduler')}`, '--leader-elect=false'],
  };
}
