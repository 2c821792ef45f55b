import { mistake } from '../../core/problem';
import type { SecretKey } from '../../core/secret';
import { secretFilesNamedIn } from '../../core/secret';
import type { Data } from '../../core/yaml';
import { toYaml } from '../../core/yaml';
import type { Connection } from '../shared/connection';
import { anywhereButMetadata } from '../shared/connection';
import type { HostPort } from '../shared/destination';
import { connectionTo, hostPort } from '../shared/destination';
import type { StackIdentity } from '../shared/identity';
import { constructPath } from '../shared/identity';

/** What Alertmanager is given. */
export interface AlertmanagerInput {
  /** The content of alertmanager.yml as plain data. `templates` is filled in by the stack. */
  readonly config: Readonly<Record<string, Data>>;
  /** Keys of Secrets whose files the configuration names: `secretFile(key)`. */
  readonly secrets: readonly SecretKey[];
  /** Texts of notifications, in Go's template language. @default none */
  readonly templates?: readonly NotificationTemplate[];
  /** Environment variables that receivers need, such as where SNS finds its credentials. @default none */
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
  /** Receivers that the configuration does not show: behind a proxy, or with an address that stands in a Secret. @default none */
  readonly egress?: readonly Connection[];
}

export interface NotificationTemplate {
  /** File name without `.tmpl`. */
  readonly name: string;
  readonly content: string;
}

export const templatesFolder = '/etc/alertmanager/templates';

/** The content of alertmanager.yml. Refuses a file of a Secret that is not mounted. */
export function alertmanagerConfig(stack: StackIdentity, { config, secrets, templates = [] }: AlertmanagerInput): string {
  const text = toYaml(templates.length === 0 ? config : { ...config, templates: [`${templatesFolder}/*.tmpl`] });
  const mounted = new Set(secrets.map(({ secret, key }) => `${secret}/${key}`));
  const missing = secretFilesNamedIn(text).filter((path) => !mounted.has(path));
  if (missing.length > 0) {
    throw mistake({
      check: 'stack/secret-not-mounted',
      message: `the configuration of Alertmanager names files that nobody mounts: ${missing.map((path) => `/etc/secrets/${path}`).join(', ')}`,
      place: { subject: constructPath(stack, 'alertmanager') },
      why: 'Alertmanager reads the file when it first sends to the receiver, and the alert would be lost then',
      fix: `add ${missing.map((path) => `secretKey('${path.replace('/', "', '")}')`).join(' and ')} to the secrets of Alertmanager`,
    });
  }
  return text;
}

/**
 * Where notifications go, as far as the configuration says: the hosts of all URLs and mail relays in it, and HTTPS to
 * the internet for services whose address is built in or stands in a Secret.
 */
export function notificationPaths({ config, egress = [] }: AlertmanagerInput): readonly Connection[] {
  const https: Connection = { peer: anywhereButMetadata, ports: [{ number: 443, protocol: 'TCP' }], why: 'notifications to services on the internet' };
  return [https, ...addresses(config).map((address) => connectionTo(address, 'notifications to an address in the configuration')), ...egress];
}

/** Keys under which Alertmanager's configuration holds an address that it connects to. */
const addressKey = /^(?:url|.*_url|smarthost|smtp_smarthost)$/;

function addresses(data: Data): readonly HostPort[] {
  if (Array.isArray(data)) return data.flatMap(addresses);
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    if (typeof value !== 'string') return addresses(value);
    const address = addressKey.test(key) && !value.includes('{{') ? hostPort(value) : undefined;
    return address === undefined ? [] : [address];
  });
}
