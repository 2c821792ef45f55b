import type { Quantity } from '../../core/quantity';
import type { SecretKey } from '../../core/secret';
import { secretFile } from '../../core/secret';
import { checksum } from './config-map';
import { k8s } from './kubernetes';
import { byteText } from './quantity-text';

/** A folder in a container and what is behind it. Files are never mounted by `subPath`, which would not follow a change. */
export interface Mount {
  readonly name: string;
  readonly path: string;
  readonly source: MountSource;
  /** Mounts that the node makes later appear in the container too. @default false */
  readonly followsNode?: boolean;
}

export type MountSource =
  | { readonly kind: 'config-map'; readonly configMap: string }
  | { readonly kind: 'config-maps'; readonly configMaps: readonly string[] }
  | { readonly kind: 'secret'; readonly secret: string; readonly keys: readonly string[] }
  | { readonly kind: 'scratch'; readonly size: Quantity<'bytes'> }
  | { readonly kind: 'node-folder'; readonly folder: string; readonly writable: boolean }
  | { readonly kind: 'claim'; readonly claim: string }
  /** A claim that the StatefulSet makes for each of its pods. */
  | { readonly kind: 'claim-template' };

/** Files of configuration, read-only. */
export function configMount(name: string, path: string, configMap: string): Mount {
  return { name, path, source: { kind: 'config-map', configMap } };
}

/** All files of several ConfigMaps in one folder. */
export function projectedMount(name: string, path: string, configMaps: readonly string[]): Mount {
  return { name, path, source: { kind: 'config-maps', configMaps } };
}

/** Scratch space that is gone with the pod. */
export function scratchMount(name: string, path: string, size: Quantity<'bytes'>): Mount {
  return { name, path, source: { kind: 'scratch', size } };
}

/** One mount for each Secret, with no key but those that are asked for; the files lie where `secretFile()` says. */
export function secretMounts(keys: readonly SecretKey[]): readonly Mount[] {
  const bySecret = new Map<string, SecretKey[]>();
  for (const key of keys) bySecret.set(key.secret, [...(bySecret.get(key.secret) ?? []), key]);
  return [...bySecret]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([secret, group]) => ({
      name: volumeName(secret),
      path: secretFolder(group),
      source: { kind: 'secret', secret, keys: [...new Set(group.map(({ key }) => key))].sort() },
    }));
}

/** Names of volumes are shorter than names of Secrets may be, and hold no dots. */
function volumeName(secret: string): string {
  const name = `secret-${secret.replaceAll('.', '-')}`;
  return name.length <= 63 ? name : `${name.slice(0, 50)}-${checksum({ secret }).slice(0, 12)}`;
}

function secretFolder([first]: readonly SecretKey[]): string {
  return first === undefined ? '' : secretFile(first).slice(0, -first.key.length - 1);
}

export function podVolume({ name, source }: Mount): k8s.Volume | undefined {
  switch (source.kind) {
    case 'config-map':
      return { name, configMap: { name: source.configMap, defaultMode: readableByAll } };
    case 'config-maps':
      return { name, projected: { defaultMode: readableByAll, sources: source.configMaps.map((configMap) => ({ configMap: { name: configMap } })) } };
    case 'secret':
      return { name, secret: { secretName: source.secret, defaultMode: readableByGroup, items: source.keys.map((key) => ({ key, path: key })) } };
    case 'scratch':
      return { name, emptyDir: { sizeLimit: k8s.Quantity.fromString(byteText(source.size)) } };
    case 'node-folder':
      return { name, hostPath: { path: source.folder, type: source.writable ? 'DirectoryOrCreate' : 'Directory' } };
    case 'claim':
      return { name, persistentVolumeClaim: { claimName: source.claim } };
    case 'claim-template':
      return undefined;
  }
}

/** Configuration holds no secret, and a pod without an fsGroup owns none of its volumes. */
const readableByAll = 0o444;

/** A secret is for the pod's fsGroup alone. */
const readableByGroup = 0o440;

export function volumeMount({ name, path, source, followsNode }: Mount): k8s.VolumeMount {
  return {
    name,
    mountPath: path,
    readOnly: !isWritable(source),
    ...(followsNode === true ? { mountPropagation: 'HostToContainer' } : {}),
  };
}

function isWritable(source: MountSource): boolean {
  return source.kind === 'scratch' || source.kind === 'claim' || source.kind === 'claim-template' || (source.kind === 'node-folder' && source.writable);
}
