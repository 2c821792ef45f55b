import { open } from '../declaration';
import type { Histogram } from '../family';
import { counter, gauge, histogram } from '../metric';
import type { Counter, Gauge } from '../metric';
import { podLabels } from './pod-target';
import { scraped } from './provenance';

export const provenance = scraped('coredns', podLabels);

/** `server` is where it listens, `dns://:53`. The label `view` is empty unless the plugin of that name is used. */
const perServer = { ...podLabels, server: open({ expected: 1 }) } as const;
const perZone = { ...perServer, zone: open({ expected: 2 }) } as const;
const perRequest = { ...perZone, family: ['1', '2'], proto: ['tcp', 'udp'], type: open({ expected: 12 }) } as const;
const perResponse = { ...perZone, plugin: open({ expected: 6 }), rcode: open({ expected: 6 }) } as const;
const perCache = { ...perServer, zones: open({ expected: 2 }) } as const;
const perKept = { ...perCache, type: ['denial', 'success'] } as const;
const perUpstream = { ...podLabels, proxy_name: ['forward', 'grpc'], to: open({ expected: 3 }) } as const;
const perAnswer = { ...perUpstream, rcode: open({ expected: 6 }) } as const;
const perCall = { ...podLabels, code: open({ expected: 4 }), host: open({ expected: 1 }), method: ['GET', 'POST'] } as const;

/** `plugin.TimeBuckets` of the module, for whatever takes time. */
const timeBuckets = [0.00025, 0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.024, 2.048, 4.096, 8.192] as const;

/** What CoreDNS tells of the names that it resolves. */
export interface CorednsMetrics<Job extends string> {
  /** The type is the record's, such as `A`; rare ones are `other`. The family is 1 for IPv4 and 2 for IPv6. */
  readonly requests: Counter<'requests', typeof perRequest, Job>;
  readonly requestDuration: Histogram<'seconds', typeof perZone, Job, 'requests'>;
  /** The code is that of DNS: `NOERROR`, `NXDOMAIN`, `SERVFAIL`. */
  readonly responses: Counter<'responses', typeof perResponse, Job>;
  readonly panics: Counter<'panics', typeof podLabels, Job>;
  readonly cacheRequests: Counter<'requests', typeof perCache, Job>;
  readonly cacheHits: Counter<'requests', typeof perKept, Job>;
  readonly cacheEntries: Gauge<'entries', typeof perKept, Job>;
  /** Requests that another name server answered. */
  readonly upstreamDuration: Histogram<'seconds', typeof perAnswer, Job, 'requests'>;
  readonly upstreamCheckFailures: Counter<'checks', typeof perUpstream, Job>;
  /** How often every upstream was found dead, so that one was asked at random. */
  readonly upstreamsAllDead: Counter<'checks', typeof podLabels, Job>;
  /** Requests turned away because too many were on their way to the upstreams. */
  readonly upstreamRejects: Counter<'requests', typeof podLabels, Job>;
  readonly healthCheckFailures: Counter<'checks', typeof podLabels, Job>;
  readonly reloadFailures: Counter<'reloads', typeof podLabels, Job>;
  /** What it asked of the Kubernetes API. */
  readonly kubernetesRequests: Counter<'requests', typeof perCall, Job>;
}

/**
 * The metrics of CoreDNS 1.15 under a job name of your own, where its pods are scraped.
 *
 *     const dns = corednsMetrics('coredns');
 *     rate(dns.responses.where({ rcode: 'SERVFAIL' }), minutes(5))
 *     // rate(coredns_dns_responses_total{job="coredns",rcode="SERVFAIL"}[5m])
 */
export function corednsMetrics<const Job extends string>(job: Job): CorednsMetrics<Job> {
  const always = { jobs: [job], thirdParty: true, labels: podLabels } as const;
  const own = { ...always, createdOnFirstEvent: true } as const;
  return Object.freeze({
    requests: counter('coredns_dns_requests_total', { ...own, help: 'Counter of DNS requests made per zone, protocol and family.', unit: 'requests', labels: perRequest }),
    requestDuration: histogram('coredns_dns_request_duration_seconds', { ...own, help: 'Histogram of the time (in seconds) each request took per zone.', unit: 'seconds', counts: 'requests', labels: perZone, buckets: timeBuckets }),
    responses: counter('coredns_dns_responses_total', { ...own, help: 'Counter of response status codes.', unit: 'responses', labels: perResponse }),
    panics: counter('coredns_panics_total', { ...always, help: 'A metrics that counts the number of panics.', unit: 'panics' }),
    cacheRequests: counter('coredns_cache_requests_total', { ...own, help: 'The count of cache requests.', unit: 'requests', labels: perCache }),
    cacheHits: counter('coredns_cache_hits_total', { ...own, help: 'The count of cache hits.', unit: 'requests', labels: perKept }),
    cacheEntries: gauge('coredns_cache_entries', { ...own, help: 'The number of elements in the cache.', unit: 'entries', labels: perKept, range: { min: 0 } }),
    upstreamDuration: histogram('coredns_proxy_request_duration_seconds', { ...own, help: 'Histogram of the time each request took.', unit: 'seconds', counts: 'requests', labels: perAnswer, buckets: timeBuckets }),
    upstreamCheckFailures: counter('coredns_proxy_healthcheck_failures_total', { ...own, help: 'Counter of the number of failed healthchecks.', unit: 'checks', labels: perUpstream }),
    upstreamsAllDead: counter('coredns_forward_healthcheck_broken_total', { ...always, help: 'Counter of the number of complete failures of the healthchecks.', unit: 'checks' }),
    upstreamRejects: counter('coredns_forward_max_concurrent_rejects_total', { ...always, help: 'Counter of the number of queries rejected because the concurrent queries were at maximum.', unit: 'requests' }),
    healthCheckFailures: counter('coredns_health_request_failures_total', { ...always, help: 'The number of times the health check failed.', unit: 'checks' }),
    reloadFailures: counter('coredns_reload_failed_total', { ...always, help: 'Counter of the number of failed reload attempts.', unit: 'reloads' }),
    kubernetesRequests: counter('coredns_kubernetes_rest_client_requests_total', { ...own, help: 'Number of HTTP requests, partitioned by status code, method, and host.', unit: 'requests', labels: perCall }),
  });
}
