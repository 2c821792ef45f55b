import { isIP } from 'node:net';
import type { Connection } from './connection';
import { anywhereButMetadata, networks, pods } from './connection';

/** A host and a port, as the configuration of a program names them. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

const defaultPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Reads `host:port`, `[address]:port` or a URL; undefined when it is neither, or when a URL's scheme has no usual port. */
export function hostPort(address: string): HostPort | undefined {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//.test(address);
  if (!hasScheme && /[/?#@\s]/.test(address)) return undefined;
  const text = hasScheme ? address : `tcp://${address}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.hostname === '') return undefined;
  const port = url.port === '' ? defaultPorts[url.protocol] : Number(url.port);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return port === undefined || port === 0 ? undefined : { host, port };
}

const clusterService = /^[a-z0-9-]+\.([a-z0-9-]+)\.svc(?:\..+)?$/;

/**
 * The narrowest connection that reaches an address.
 *
 * - a Service (`api.shop.svc`): the pods of its namespace. A Service may listen on another port than its pods, and
 *   policies see the pods' port: `portOfPods` says which.
 * - an address: that address alone
 * - any other name: the internet, without the link-local addresses of clouds
 */
export function connectionTo({ host, port }: HostPort, why: string, portOfPods: number = port): Connection {
  const namespace = clusterService.exec(host)?.[1];
  if (namespace !== undefined) return { peer: pods(namespace), ports: [{ number: portOfPods, protocol: 'TCP' }], why };
  const family = isIP(host);
  const peer = family === 0 ? anywhereButMetadata : networks(`${host}/${family === 4 ? '32' : '128'}`);
  return { peer, ports: [{ number: port, protocol: 'TCP' }], why };
}

/** Connections to the same peer become one rule with all their ports and reasons, in the order in which they first occur. */
export function merged(connections: readonly Connection[]): readonly Connection[] {
  const byPeer = new Map<string, Connection>();
  for (const connection of connections) {
    const key = JSON.stringify(connection.peer);
    const known = byPeer.get(key);
    byPeer.set(key, known === undefined ? connection : joined(known, connection));
  }
  return [...byPeer.values()];
}

function joined(a: Connection, b: Connection): Connection {
  const ports = new Map([...a.ports, ...b.ports].map((port) => [`${port.protocol}/${String(port.number)}`, port]));
  const reasons = new Set([...a.why.split('; '), b.why]);
  return {
    peer: a.peer,
    ports: [...ports.values()].sort((x, y) => x.number - y.number || (x.protocol < y.protocol ? -1 : 1)),
    why: [...reasons].join('; '),
  };
}
