import { join, resolve } from 'node:path';

/** Where the one cluster of this checkout keeps all of its state; `BELFRY_CLUSTER_FOLDER` names another place. */
export const clusterFolder = resolve(process.env.BELFRY_CLUSTER_FOLDER ?? resolve(__dirname, '..', '..', 'build', 'cluster'));

/** Paths below the folder of a cluster. */
export interface Layout {
  readonly folder: string;
  /** Written last by `up`: which machines run. */
  readonly state: string;
  readonly logs: string;
  readonly certificates: string;
  readonly etcd: string;
  /** The administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** Folder of one machine. */
  readonly machine: (name: string) => string;
  /** Archives of images. */
  readonly images: string;
  /** Folder behind one local volume. */
  readonly volume: (node: string, name: string) => string;
}

export function layoutOf(folder: string): Layout {
  const machine = (name: string): string => join(folder, name);
  return {
    folder,
    machine,
    state: join(folder, 'cluster.json'),
    logs: join(folder, 'logs'),
    certificates: join(folder, 'certificates'),
    etcd: join(folder, 'etcd'),
    kubeconfig: join(folder, 'kubeconfig.yaml'),
    images: join(folder, 'images'),
    volume: (node, name) => join(machine(node), 'volumes', name),
  };
}
