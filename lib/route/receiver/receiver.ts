import type { Data } from '../../core/yaml';
import { mistake } from '../../core/problem';
import type { SecretKey } from '../../core/secret';
import { secretFile } from '../../core/secret';
import type { ModelIntegration, ModelReceiver } from '../model';
import type { Message } from '../template/message';
import type { MessageTemplate } from '../template/template';

/** Somebody who is told. Routes take receivers as objects, so a route to nobody does not compile. */
export interface Receiver extends ModelReceiver {
  readonly integrations: readonly Integration[];
}

export interface Integration extends ModelIntegration {
  /** One entry of `<kind>_configs`, as Alertmanager reads it. Credentials stand in it as names of files. */
  readonly settings: Readonly<Record<string, Data>>;
  /** The keys of Secrets whose files the settings name. */
  readonly secrets: readonly SecretKey[];
  readonly templates: readonly MessageTemplate[];
  /** What the program's environment must hold, for the one channel that takes its credentials from there. */
  readonly environment: readonly EnvironmentVariable[];
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
}

export interface ReceiverOptions {
  /** Whether the end of an alert is told as well. @default true */
  readonly sendResolved?: boolean;
}

/** For channels whose texts Belfry writes. */
export interface WordedReceiverOptions extends ReceiverOptions {
  /** How its messages are worded. @default title, description and all links */
  readonly message?: Message;
}

interface IntegrationParts {
  readonly kind: string;
  readonly sendResolved: boolean | undefined;
  readonly settings: Readonly<Record<string, Data>>;
  readonly secrets: readonly (SecretKey | undefined)[];
  readonly templates?: readonly MessageTemplate[];
  readonly environment?: readonly EnvironmentVariable[];
}

/** Builds a receiver with one integration. Every receiver says `send_resolved` itself: Alertmanager's default differs from channel to channel. */
export function receiver(name: string, { kind, sendResolved = true, settings, secrets, templates = [], environment = [] }: IntegrationParts): Receiver {
  return Object.freeze({
    name: checkedName(name),
    discards: undefined,
    place: { subject: `receiver ${name}` },
    integrations: Object.freeze([
      Object.freeze({
        kind,
        sendsResolved: sendResolved,
        settings: Object.freeze({ send_resolved: sendResolved, ...settings }),
        secrets: secrets.filter((secret) => secret !== undefined),
        templates,
        environment,
      }),
    ]),
  });
}

/**
 * The file of a credential. TypeScript sees to it that there is one; a plain JavaScript caller is told.
 *
 * @throws BelfryError when it is missing, or is the credential itself
 */
export function credentialFile(name: string, option: string, credential: SecretKey | string | undefined): string {
  if (typeof credential === 'object') return secretFile(credential);
  throw mistake({
    check: 'route/credential',
    message: credential === undefined ? `it has no ${option}` : `its ${option} is a text`,
    place: { subject: `receiver ${name}` },
    why: 'Belfry holds no credential: it refers to a key of a Secret that exists in the cluster',
    fix: `write ${option}: secretKey('name-of-the-secret', 'key')`,
  });
}

/** Names appear in metrics, in the user interface and in file-like keys, so they are kept plain. */
export function checkedName(name: string): string {
  if (/^[A-Za-z0-9][-A-Za-z0-9_.]*$/.test(name)) return name;
  throw mistake({ check: 'route/receiver-name', message: `'${name}' is no name for a receiver`, place: { subject: `receiver '${name}'` }, fix: 'use letters, digits, hyphens, dots and underscores: slack-alerts' });
}

/** @throws BelfryError when the text is no absolute http or https URL */
export function checkedUrl(url: string, subject: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed !== undefined && (parsed.protocol === 'https:' || parsed.protocol === 'http:') && parsed.username === '' && parsed.password === '') return url;
  throw mistake({
    check: 'route/receiver-url',
    message: `'${parsed === undefined ? url : parsed.origin}' is no address to send to`,
    place: { subject },
    why: 'it must be an absolute http or https URL without credentials in it',
    fix: 'write https://host/path, and give credentials as secretKey(...)',
  });
}
