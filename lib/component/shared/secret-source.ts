import type { Construct } from 'constructs';
import { ApiObject } from 'cdk8s';
import type { SecretKey } from '../../core/secret';
import type { StackIdentity } from './identity';
import { stackLabels } from './identity';

/** Where the Secrets come from that the stack mounts. No credential stands in any of these objects. */
export type SecretSource = ExistingSecrets | ExternalSecrets | SealedSecrets;

/** Somebody has made them before the first apply. */
export interface ExistingSecrets {
  readonly kind: 'existing';
}

/** External Secrets copies them out of a store. */
export interface ExternalSecrets {
  readonly kind: 'external-secrets';
  readonly store: { readonly kind: 'SecretStore' | 'ClusterSecretStore'; readonly name: string };
  /** Path in the store before the name of each Secret: `monitoring/`. @default none */
  readonly prefix?: string;
}

/** Sealed Secrets decrypts them; the texts are what `kubeseal` printed for the Secret in the stack's namespace. */
export interface SealedSecrets {
  readonly kind: 'sealed-secrets';
  /** By name of the Secret and key. */
  readonly sealed: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * One object for each Secret. Returns the keys that the source does not have.
 *
 * Sources: https://external-secrets.io/latest/api/externalsecret/, https://github.com/bitnami-labs/sealed-secrets#overview
 */
export function addSecrets(scope: Construct, stack: StackIdentity, source: ExternalSecrets | SealedSecrets, keys: readonly SecretKey[]): readonly SecretKey[] {
  const bySecret = new Map<string, Set<string>>();
  for (const { secret, key } of keys) bySecret.set(secret, (bySecret.get(secret) ?? new Set()).add(key));
  for (const [name, wanted] of [...bySecret].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const metadata = { name, namespace: stack.namespace, labels: stackLabels(stack) };
    const sorted = [...wanted].sort();
    if (source.kind === 'external-secrets') {
      const remote = `${source.prefix ?? ''}${name}`;
      new ApiObject(scope, `ExternalSecret-${name}`, {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata,
        spec: {
          refreshInterval: '1h',
          secretStoreRef: source.store,
          target: { name, creationPolicy: 'Owner' },
          data: sorted.map((key) => ({ secretKey: key, remoteRef: { key: remote, property: key } })),
        },
      });
    } else {
      const sealed = source.sealed[name] ?? {};
      new ApiObject(scope, `SealedSecret-${name}`, {
        apiVersion: 'bitnami.com/v1alpha1',
        kind: 'SealedSecret',
        metadata,
        spec: { encryptedData: Object.fromEntries(sorted.map((key) => [key, sealed[key] ?? ''])), template: { metadata: { name, namespace: stack.namespace } } },
      });
    }
  }
  return source.kind === 'sealed-secrets' ? keys.filter(({ secret, key }) => (source.sealed[secret]?.[key] ?? '') === '') : [];
}
