import { hostPort } from '../component/shared/destination';
import type { StackIdentity } from '../component/shared/identity';
import { constructPath } from '../component/shared/identity';
import type { Problem } from '../core/problem';
import type { Profile } from './profile';

/** Addresses of stores and of the login, without which neither a connection nor its network policy could be made. */
export function addressProblems(stack: StackIdentity, { logStore, traceStore, grafanaDatabase, exposure }: Profile): readonly Problem[] {
  const plain = (component: string, what: string, address: string): readonly Problem[] =>
    !address.includes('://') && hostPort(address) !== undefined ? [] : [wrong(stack, component, what, address, "write 'host:port', without a scheme")];
  const url = (component: string, what: string, address: string): readonly Problem[] =>
    /^https?:\/\//.test(address) && hostPort(address) !== undefined ? [] : [wrong(stack, component, what, address, "write a URL that begins with 'https://'")];
  return [
    ...(logStore.kind === 's3' ? plain('loki', 'the bucket', logStore.endpoint.includes(':') ? logStore.endpoint : `${logStore.endpoint}:443`).map((problem) => ({ ...problem, fix: "write 'host' or 'host:port', without a scheme and without the bucket" })) : []),
    ...(traceStore.kind === 'opensearch' ? traceStore.urls.flatMap((address) => url('jaeger', 'OpenSearch', address)) : []),
    ...(traceStore.kind === 'cassandra' ? traceStore.servers.filter((server) => !/^[A-Za-z0-9][-A-Za-z0-9.]*$/.test(server)).map((server) => wrong(stack, 'jaeger', 'a server of Cassandra', server, "write a host name; the port is the field 'port'")) : []),
    ...(grafanaDatabase.kind === 'postgres' ? plain('grafana', 'the database', grafanaDatabase.address) : []),
    ...(exposure === undefined ? [] : [['issuer', exposure.login.issuer] as const, ...Object.entries(exposure.login.endpoints)].flatMap(([what, address]) => url('login', `the ${what} of the login`, address))),
    ...(exposure === undefined ? [] : sharedHosts(stack, exposure.hosts)),
  ];
}

function wrong(stack: StackIdentity, component: string, what: string, address: string, fix: string): Problem {
  return {
    check: 'profile/address',
    severity: 'error',
    message: `'${address}' is no address of ${what}`,
    place: { subject: constructPath(stack, component) },
    why: 'the component would look for it in vain, and its network policy would not let it through',
    fix,
  };
}

function sharedHosts(stack: StackIdentity, hosts: Readonly<Partial<Record<string, string>>>): readonly Problem[] {
  const taken = new Map<string, string>();
  return Object.entries(hosts).flatMap(([component, host]): readonly Problem[] => {
    if (host === undefined) return [];
    const other = taken.get(host);
    taken.set(host, component);
    if (other === undefined) return [];
    return [{ check: 'profile/shared-host', severity: 'error', message: `${other} and ${component} are both shown at ${host}`, place: { subject: constructPath(stack, component) }, why: 'who asks for the host would meet the one or the other', fix: 'give each user interface a host name of its own' }];
  });
}
