import { createHash } from 'node:crypto';
import type { Construct } from 'constructs';
import type { Quantity } from '../../core/quantity';
import { kibibytes } from '../../core/quantity';
import { componentLabels, namespaceOf } from './identity';
import { k8s } from './kubernetes';
import type { Placement } from './placement';

/**
 * Most data that one ConfigMap holds: half of the 1 MiB that Kubernetes takes, which leaves room for metadata and for
 * the copy that `managedFields` keeps. Source of the 1 MiB: https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export const configMapBudget: Quantity<'bytes'> = kibibytes(512);

/** Files of configuration under a stable name, so that a program that reloads can do so. */
export function configMap(scope: Construct, { stack, component }: Placement, name: string, files: Readonly<Record<string, string>>): void {
  new k8s.KubeConfigMap(scope, `ConfigMap-${name}`, {
    metadata: { name, namespace: namespaceOf(stack, component), labels: componentLabels(stack, component) },
    data: { ...files },
  });
}

/** Digest of configuration for the pod template of a program that reads it only once. Names count as well as contents. */
export function checksum(files: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(files).sort()) hash.update(`${name}\0${files[name] ?? ''}\0`);
  return hash.digest('hex').slice(0, 32);
}

export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
