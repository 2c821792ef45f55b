import { open } from '../declaration';
import { counter, histogram } from '../metric';
import { scraped } from './provenance';

export const provenance = scraped('kube-apiserver', {});

/** What the API server of Kubernetes 1.34 tells of itself. */
const own = { jobs: ['kube-apiserver'], thirdParty: true, createdOnFirstEvent: true } as const;
const request = {
  verb: open({ expected: 10 }), group: open({ expected: 20 }), version: open({ expected: 4 }), resource: open({ expected: 60 }), subresource: open({ expected: 6 }), scope: ['', 'cluster', 'namespace', 'resource'], component: open({ expected: 1 }), dry_run: open({ expected: 1 }),
} as const;

export const apiserverRequests = counter('apiserver_request_total', {
  ...own,
  help: 'Counter of apiserver requests broken out for each verb, dry run value, group, version, resource, scope, component, and HTTP response code.',
  unit: 'requests',
  labels: { ...request, code: open({ expected: 12 }) },
});

export const apiserverRequestDuration = histogram('apiserver_request_duration_seconds', {
  ...own,
  help: 'Response latency distribution in seconds for each verb, dry run value, group, version, resource, subresource, scope and component.',
  unit: 'seconds',
  counts: 'requests',
  buckets: [0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60],
  labels: request,
});
