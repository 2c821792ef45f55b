import { mistake } from './problem';

const secretKeyBrand: unique symbol = Symbol('SecretKey');

/**
 * One key of a Secret that exists in the cluster. Belfry never holds a credential: whatever needs one takes a
 * `SecretKey`, which only `secretKey()` makes, and a string in its place does not compile.
 */
export interface SecretKey {
  readonly [secretKeyBrand]: true;
  /** Name of the Secret, in the namespace of the component that reads it. */
  readonly secret: string;
  readonly key: string;
}

/** Where every component finds the Secrets that are mounted into it. */
const secretsFolder = '/etc/secrets';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const secretName = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data */
const secretDataKey = /^[-._a-zA-Z0-9]+$/;

/**
 * Refers to one key of an existing Secret.
 *
 *     secretKey('pagerduty', 'routing-key')
 *
 * Throws when either name is one that Kubernetes refuses.
 */
export function secretKey(secret: string, key: string): SecretKey {
  if (secret.length > 253 || !secretName.test(secret)) {
    throw mistake({
      check: 'secret/name',
      message: `'${secret}' is not the name of a Secret`,
      place: { subject: `secretKey('${secret}', '${key}')` },
      why: 'Kubernetes takes lower-case letters, digits, dots and hyphens, at most 253 of them',
      fix: 'write the name under which the Secret exists in the cluster, never its content',
    });
  }
  if (key.length > 253 || key === '.' || key.startsWith('..') || !secretDataKey.test(key)) {
    throw mistake({
      check: 'secret/key',
      message: `'${key}' is not a key of a Secret`,
      place: { subject: `secretKey('${secret}', '${key}')` },
      why: 'Kubernetes takes letters, digits, dots, hyphens and underscores, at most 253 of them',
      fix: 'write the key under which the value stands in the Secret, never the value',
    });
  }
  return Object.freeze({ [secretKeyBrand]: true as const, secret, key });
}

/**
 * The file in which a component reads the key. Every component mounts its Secrets by this rule, so that configuration
 * can name the file without knowing the pod.
 *
 *     secretFile(secretKey('pagerduty', 'routing-key')) // /etc/secrets/pagerduty/routing-key
 */
export function secretFile({ secret, key }: SecretKey): string {
  return `${secretsFolder}/${secret}/${key}`;
}

/** The keys of the files of mounted Secrets that a piece of configuration names: `pagerduty/routing-key`. */
export function secretFilesNamedIn(configuration: string): readonly string[] {
  const found = configuration.matchAll(/\/etc\/secrets\/([-.a-z0-9]+\/[-._a-zA-Z0-9]+)/g);
  return [...new Set(Array.from(found, ([, path]) => path ?? ''))].sort();
}
