import type { SecretKey } from '../../core/secret';
import { secretFile } from '../../core/secret';
import type { Connection } from '../shared/connection';
import { connectionTo, hostPort } from '../shared/destination';
import type { IniSections } from './ini';

/** Where Grafana keeps users, preferences and annotations. */
export type GrafanaDatabase = SqliteDatabase | PostgresDatabase;

/** A file on one volume, which only one Grafana can write to. */
export interface SqliteDatabase {
  readonly kind: 'sqlite';
}

export interface PostgresDatabase {
  readonly kind: 'postgres';
  /** `host:port`. */
  readonly address: string;
  readonly name: string;
  readonly user: string;
  readonly password: SecretKey;
  /** Authority that signed the server's certificate, whose name is then checked. @default the connection is encrypted, the server is not checked */
  readonly authority?: SecretKey;
  /** Port of the server's pods, where its Service listens on another one. @default the port of the address */
  readonly podPort?: number;
}

/** https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#database */
export function databaseSection(database: GrafanaDatabase): IniSections[string] {
  if (database.kind === 'sqlite') return { wal: true };
  const { address, name, user, password, authority } = database;
  return {
    type: 'postgres',
    host: address,
    name,
    user,
    password: `$__file{${secretFile(password)}}`,
    ssl_mode: authority === undefined ? 'require' : 'verify-full',
    ca_cert_path: authority === undefined ? undefined : secretFile(authority),
  };
}

export function databaseSecrets(database: GrafanaDatabase): readonly SecretKey[] {
  if (database.kind === 'sqlite') return [];
  return [database.password, ...(database.authority === undefined ? [] : [database.authority])];
}

/** The way to the database. */
export function databaseConnections(database: GrafanaDatabase): readonly Connection[] {
  if (database.kind === 'sqlite') return [];
  const address = hostPort(database.address);
  return address === undefined ? [] : [connectionTo(address, 'users, preferences and annotations', database.podPort)];
}
