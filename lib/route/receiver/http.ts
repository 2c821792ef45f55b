import type { SecretKey } from '../../core/secret';
import { secretFile } from '../../core/secret';
import type { Data } from '../../core/yaml';

/** How a webhook proves who it is. */
export type HttpAuthorization = { readonly bearer: SecretKey } | { readonly username: string; readonly password: SecretKey } | { readonly scheme: string; readonly credentials: SecretKey };

export interface HttpOptions {
  /** @default none */
  readonly authorization?: HttpAuthorization;
  /** The certificate of the authority that signed the server's. @default the authorities of the system */
  readonly ca?: SecretKey;
}

/** `http_config`, or nothing where nothing was asked for. Source: github.com/prometheus/common/config, HTTPClientConfig. */
export function httpSettings({ authorization, ca }: HttpOptions): Readonly<Record<string, Data>> {
  if (authorization === undefined && ca === undefined) return {};
  return { http_config: { ...authorizationSettings(authorization), ...(ca === undefined ? {} : { tls_config: { ca_file: secretFile(ca) } }) } };
}

function authorizationSettings(authorization: HttpAuthorization | undefined): Readonly<Record<string, Data>> {
  if (authorization === undefined) return {};
  if ('bearer' in authorization) return { authorization: { type: 'Bearer', credentials_file: secretFile(authorization.bearer) } };
  if ('username' in authorization) return { basic_auth: { username: authorization.username, password_file: secretFile(authorization.password) } };
  return { authorization: { type: authorization.scheme, credentials_file: secretFile(authorization.credentials) } };
}

export function httpSecrets({ authorization, ca }: HttpOptions): readonly (SecretKey | undefined)[] {
  if (authorization === undefined) return [ca];
  if ('bearer' in authorization) return [authorization.bearer, ca];
  return ['username' in authorization ? authorization.password : authorization.credentials, ca];
}
