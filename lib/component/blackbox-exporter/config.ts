import type { Data } from '../../core/yaml';
import type { Probe, ProbeModule } from './probe';
import { moduleName } from './probe';

/** The content of blackbox.yml: every module that a probe uses, once. */
export function blackboxConfig(probes: readonly Probe[]): Data {
  const modules = new Map(probes.map(({ module }) => [moduleName(module), moduleConfig(module)]));
  return { modules: Object.fromEntries([...modules].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/**
 * The time-out of a module is left to Prometheus, which sends that of the scrape along. IPv4 is preferred and IPv6
 * taken where there is nothing else, because most clusters have no route for IPv6.
 */
function moduleConfig(module: ProbeModule): Data {
  const network = { preferred_ip_protocol: 'ip4', ip_protocol_fallback: true } as const;
  switch (module.kind) {
    case 'http':
      return {
        prober: 'http',
        http: {
          ...network,
          valid_status_codes: module.statusCodes === undefined ? undefined : [...module.statusCodes].sort((a, b) => a - b),
          follow_redirects: module.followRedirects ?? true,
          fail_if_body_not_matches_regexp: module.bodyMatches === undefined ? undefined : [module.bodyMatches],
        },
      };
    case 'tcp':
      return { prober: 'tcp', tcp: { ...network, tls: module.tls ?? false } };
    case 'dns':
      return {
        prober: 'dns',
        dns: { ...network, transport_protocol: 'udp', query_name: module.query, query_type: module.type ?? 'A', valid_rcodes: ['NOERROR'] },
      };
  }
}
