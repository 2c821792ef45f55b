import type { Duration } from '../../core/duration';
import type { Problem } from '../../core/problem';
import type { Connection } from '../shared/connection';
import type { HostPort } from '../shared/destination';
import { connectionTo, hostPort } from '../shared/destination';
import type { StackIdentity } from '../shared/identity';
import { constructPath } from '../shared/identity';

/** Questions that the blackbox exporter asks from outside the application, and whom it asks. */
export interface Probe {
  readonly module: ProbeModule;
  readonly targets: readonly ProbeTargetInput[];
  /** @default the scrape interval of the profile */
  readonly interval?: Duration;
}

export interface ProbeTargetInput {
  /** The label `target`: what alerts call it. */
  readonly name: string;
  /** A URL for HTTP, `host:port` for everything else. */
  readonly address: string;
  /** Port of the pods, where the address is a Service that listens on another one. @default the port of the address */
  readonly podPort?: number;
}

export type ProbeModule = HttpModule | TcpModule | DnsModule;

export interface HttpModule {
  readonly kind: 'http';
  /** Status codes that count as success. @default any from 200 to 299 */
  readonly statusCodes?: readonly number[];
  /** The answer's text must match, as a regular expression in RE2. @default anything goes */
  readonly bodyMatches?: string;
  /** Where redirections lead counts, not the redirection itself. @default true */
  readonly followRedirects?: boolean;
}

export interface TcpModule {
  readonly kind: 'tcp';
  /** Also negotiate TLS, and report when the certificate expires. @default false */
  readonly tls?: boolean;
}

export interface DnsModule {
  readonly kind: 'dns';
  /** The name that is asked for; the target is the server that is asked. */
  readonly query: string;
  /** @default 'A' */
  readonly type?: 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'SOA' | 'TXT';
}

/** Name of a module in the exporter's configuration: the same for the same questions, so that it is written once. */
export function moduleName(module: ProbeModule): string {
  switch (module.kind) {
    case 'http': {
      const codes = module.statusCodes === undefined ? '2xx' : [...module.statusCodes].sort((a, b) => a - b).join('_');
      const rest = [module.bodyMatches === undefined ? '' : `body_${word(module.bodyMatches)}`, module.followRedirects === false ? 'no_redirect' : ''];
      return ['http', codes, ...rest].filter((part) => part !== '').join('_');
    }
    case 'tcp':
      return module.tls === true ? 'tcp_tls' : 'tcp_connect';
    case 'dns':
      return `dns_${(module.type ?? 'A').toLowerCase()}_${word(module.query)}`;
  }
}

/** Letters and digits of a text; other characters by their code, so that different texts stay different. */
function word(text: string): string {
  return Array.from(text, (character) => (/[A-Za-z0-9]/.test(character) ? character : `-${(character.codePointAt(0) ?? 0).toString(16)}-`)).join('');
}

/** Connections that the probes need, each named after its target. */
export function probeConnections(probes: readonly Probe[]): readonly Connection[] {
  return probes.flatMap(({ module, targets }) =>
    targets.flatMap((target) => {
      const address = probeAddress(module, target);
      if (address === undefined) return [];
      const connection = connectionTo(address, 'probes', target.podPort);
      return [module.kind === 'dns' ? { ...connection, ports: [{ number: address.port, protocol: 'UDP' as const }] } : connection];
    }),
  );
}

function probeAddress({ kind }: ProbeModule, { address }: ProbeTargetInput): HostPort | undefined {
  if (kind === 'http') return /^https?:\/\//.test(address) ? hostPort(address) : undefined;
  return address.includes('://') ? undefined : hostPort(address);
}

/** Everything that is wrong with the probes, so that it can be mended in one go. */
export function probeProblems(stack: StackIdentity, probes: readonly Probe[]): readonly Problem[] {
  const seen = new Map<string, string>();
  return probes.flatMap(({ module, targets }) =>
    targets.flatMap((target) => {
      const place = { subject: constructPath(stack, 'blackbox-exporter', `probe ${target.name}`) };
      const problems: Problem[] = [];
      if (probeAddress(module, target) === undefined) {
        problems.push({
          check: 'stack/probe-address',
          severity: 'error',
          place,
          message: `'${target.address}' is no address for a ${module.kind} probe`,
          fix: module.kind === 'http' ? "write a URL that begins with 'http://' or 'https://'" : "write 'host:port'",
        });
      }
      const other = seen.get(target.name);
      if (other !== undefined) {
        problems.push({
          check: 'stack/duplicate-probe',
          severity: 'error',
          place,
          message: `two probes are called '${target.name}': ${other} and ${target.address}`,
          why: 'alerts tell them apart by the label target',
          fix: 'give each a name of its own',
        });
      }
      seen.set(target.name, target.address);
      return problems;
    }),
  );
}
