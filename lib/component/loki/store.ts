import type { SecretKey } from '../../core/secret';
import { secretFile } from '../../core/secret';
import type { Data } from '../../core/yaml';
import type { Connection } from '../shared/connection';
import { connectionTo, hostPort } from '../shared/destination';
import type { LogSchema } from './schema';

/** Where chunks and index are kept. */
export type LogStore = LocalLogStore | ObjectLogStore;

/** A folder on one volume, which only one Loki can write to. */
export interface LocalLogStore {
  readonly kind: 'filesystem';
}

/** A bucket of S3 or of anything that speaks like it. */
export interface ObjectLogStore {
  readonly kind: 's3';
  /** `host` or `host:port`, without a scheme and without the bucket. */
  readonly endpoint: string;
  readonly bucket: string;
  /** @default none, which most servers but S3 itself do not ask for */
  readonly region?: string;
  /**
   * A file of credentials as the AWS tools write it: `[default]`, `aws_access_key_id = ...`, `aws_secret_access_key = ...`.
   * @default those of the machine or of the ServiceAccount
   */
  readonly credentials?: SecretKey;
  /** Speaks HTTP instead of HTTPS, to a server within the cluster. @default false */
  readonly insecure?: boolean;
  /** `path` for servers that do not answer under `bucket.host`. @default 'auto' */
  readonly bucketLookup?: 'auto' | 'path' | 'virtual-hosted';
  /** For a bucket that another Loki has written to: its schemas, and those to come. @default v13 from the first day on */
  readonly schemas?: readonly LogSchema[];
  /** Port of the server's pods, where its Service listens on another one. @default the port of the endpoint */
  readonly podPort?: number;
}

/** The schemas that a user has written down; undefined means the usual one. */
export function schemasOf(store: LogStore): readonly LogSchema[] | undefined {
  return store.kind === 's3' ? store.schemas : undefined;
}

/** `storage_config.object_store` of Loki. */
export function objectStoreConfig(store: LogStore, folder: string): Data {
  if (store.kind === 'filesystem') return { filesystem: { dir: `${folder}/chunks` } };
  return {
    s3: {
      endpoint: store.endpoint,
      bucket_name: store.bucket,
      region: store.region,
      insecure: store.insecure,
      bucket_lookup_type: store.bucketLookup,
    },
  };
}

/**
 * Loki's client looks for credentials in this file when its configuration holds none: `FileAWSCredentials` of minio-go,
 * which providers/s3 of thanos-io/objstore asks.
 */
export function storeEnvironment(store: LogStore): Readonly<Record<string, string>> {
  return store.kind === 's3' && store.credentials !== undefined ? { AWS_SHARED_CREDENTIALS_FILE: secretFile(store.credentials) } : {};
}

export function storeSecrets(store: LogStore): readonly SecretKey[] {
  return store.kind === 's3' && store.credentials !== undefined ? [store.credentials] : [];
}

/** The way to the bucket. */
export function storeConnections(store: LogStore): readonly Connection[] {
  if (store.kind === 'filesystem') return [];
  const address = hostPort(`${store.insecure === true ? 'http' : 'https'}://${store.endpoint}`);
  return address === undefined ? [] : [connectionTo(address, 'chunks and index in the bucket', store.podPort)];
}
