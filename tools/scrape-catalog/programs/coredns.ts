import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApiServer, type ApiServer } from '../api-server';
import { eventually, freeAddresses, get, metricsPage, start } from '../running-program';
import type { RunningProgram } from '../running-program';
import type { Scene, Scrape } from '../scrape';
import { ask } from './dns';

const portOf = (address: string): string => address.split(':')[1] ?? '';

interface NameServer {
  readonly program: RunningProgram;
  readonly dns: string;
  readonly metrics: string;
}

interface Addresses {
  readonly dns: string;
  readonly health: string;
  readonly ready: string;
  readonly metrics: string;
}

async function startNameServer({ folder }: Scene, name: string, corefile: (addresses: Addresses) => string): Promise<NameServer> {
  const addresses = await freeAddresses('dns', 'health', 'ready', 'metrics');
  const file = join(folder, name, 'Corefile');
  mkdirSync(join(folder, name));
  writeFileSync(file, corefile(addresses));
  const program = await start('coredns', ['-conf', file]);
  await eventually(`readiness of the name server '${name}'`, () => get(addresses.ready, '/ready'), program);
  return { program, dns: addresses.dns, metrics: addresses.metrics };
}

/** A name server outside the cluster: one name from a table and one from a template. */
function upstream({ dns, health, ready, metrics }: Addresses): string {
  return `.:${portOf(dns)} {
    errors
    health ${health}
    ready ${ready}
    template IN A example.com {
        answer "{{ .Name }} 60 IN A 192.0.2.1"
    }
    hosts {
        192.0.2.2 example.org
    }
    prometheus ${metrics}
}
`;
}

/**
 * What kubeadm configures, and beside it a zone whose upstream is dead. Source:
 * https://github.com/kubernetes/kubernetes/blob/v1.34.4/cmd/kubeadm/app/phases/addons/dns/manifests.go
 */
function ofCluster(kubeconfig: string, outside: string, nobody: string): (addresses: Addresses) => string {
  return ({ dns, health, ready, metrics }) => `.:${portOf(dns)} {
    errors
    health ${health}
    ready ${ready}
    kubernetes cluster.local in-addr.arpa ip6.arpa {
        kubeconfig ${kubeconfig}
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
        ttl 30
    }
    prometheus ${metrics}
    forward . ${outside} {
        max_concurrent 1000
    }
    cache 30
    loop
    reload
    loadbalance
}
dead.example:${portOf(dns)} {
    forward . ${nobody}
    prometheus ${metrics}
}
`;
}

/** A service and where it runs, as the controllers of a cluster would write it. */
async function addService({ folder }: Scene, { kubectl }: ApiServer): Promise<void> {
  const metadata = { name: 'shop', namespace: 'default' };
  const service = { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: 'shop' }, ports: [{ name: 'http', port: 80 }] } };
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...metadata, labels: { 'kubernetes.io/service-name': 'shop' }, annotations: { 'endpoints.kubernetes.io/last-change-trigger-time': new Date().toISOString() } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.244.0.10'] }],
    ports: [{ name: 'http', port: 8080 }],
  };
  // One after the other: how long the name took is known where the service is.
  for (const object of [service, slice]) {
    const file = join(folder, `${object.kind}.json`);
    writeFileSync(file, JSON.stringify(object));
    await kubectl('create', '-f', file);
  }
}

/** A cluster's name server in front of another: it answers for a service, asks outside, remembers, and fails to ask the dead one. */
export const scrapeCoredns: Scrape = async (scene) => {
  const api = await startApiServer();
  try {
    const outside = await startNameServer(scene, 'outside', upstream);
    try {
      const { nobody } = await freeAddresses('nobody');
      const own = await startNameServer(scene, 'cluster', ofCluster(api.kubeconfig, outside.dns, nobody));
      try {
        await addService(scene, api);
        await eventually('the name of the service', async () => ((await ask(own.dns, { name: 'shop.default.svc.cluster.local', type: 'A' })) === 0 ? true : undefined), own.program);
        for (const name of ['example.com', 'example.org', 'nobody.default.svc.cluster.local', 'dead.example']) {
          for (const type of ['A', 'A', 'AAAA'] as const) await ask(own.dns, { name, type, signed: true });
        }
        const cluster = await metricsPage(own.program, own.metrics, [
          'coredns_dns_do_requests_total',
          'coredns_cache_hits_total',
          'coredns_cache_misses_total',
          'coredns_proxy_request_duration_seconds_count',
          'coredns_proxy_healthcheck_failures_total',
          'coredns_kubernetes_dns_programming_duration_seconds_count',
          'coredns_kubernetes_rest_client_requests_total',
        ]);
        return [cluster, await metricsPage(outside.program, outside.metrics, ['coredns_template_matches_total', 'coredns_hosts_entries'])].join('\n');
      } finally {
        await own.program.stop();
      }
    } finally {
      await outside.program.stop();
    }
  } finally {
    await api.stop();
  }
};
