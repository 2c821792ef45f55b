import type { Data } from '../../core/yaml';
import { keep, relabel } from './relabel';
import { dropRules } from './scrape-config';
import type { MetricDrop } from './scrape-job';

/** Jobs that watch Kubernetes itself. All of them speak TLS and want the token of Prometheus' ServiceAccount. */
export interface ClusterJob {
  readonly name: 'kubelet' | 'cadvisor' | 'kube-apiserver';
  readonly drop: readonly MetricDrop[];
}

/**
 * How kubelets show who they are.
 *
 * - `cluster-authority`: their certificates are signed by the cluster's authority
 * - `self-signed`: each has signed its own, as kubeadm sets them up unless `serverTLSBootstrap` is on
 *   (https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/#kubelet-serving-certs); the connection
 *   is encrypted, but anybody on the network between could be the kubelet
 */
export type KubeletCertificates = 'cluster-authority' | 'self-signed';

const account = '/var/run/secrets/kubernetes.io/serviceaccount';

const withAccountToken = { authorization: { type: 'Bearer', credentials_file: `${account}/token` } } as const;

/**
 * cAdvisor sends these although they are switched off in the kubelet: https://github.com/google/cadvisor/issues/1925.
 */
const cadvisorDrops: readonly MetricDrop[] = [
  {
    metrics: 'container_(network_tcp6?_usage_total|network_udp6?_usage_total|tasks_state|cpu_load_average_10s)',
    why: 'always zero: the kubelet does not collect them',
  },
];

/**
 * Histograms with a bucket for each verb, resource and scope. They are most of what an API server exports, and the
 * latency of requests is in `apiserver_request_duration_seconds` already.
 */
const apiserverDrops: readonly MetricDrop[] = [
  {
    metrics: '(apiserver_request_(slo|sli)_duration_seconds|apiserver_request_body_size_bytes|apiserver_response_sizes|apiserver_watch_events_sizes|etcd_request_duration_seconds)_bucket',
    why: 'thousands of series that no rule and no panel reads',
  },
];

export const clusterJobs: readonly ClusterJob[] = [
  { name: 'kubelet', drop: [] },
  { name: 'cadvisor', drop: cadvisorDrops },
  { name: 'kube-apiserver', drop: apiserverDrops },
];

export function clusterScrapeConfigs(certificates: KubeletCertificates): readonly Data[] {
  const kubelet = {
    scheme: 'https',
    ...withAccountToken,
    tls_config: certificates === 'self-signed' ? { insecure_skip_verify: true } : { ca_file: `${account}/ca.crt` },
    kubernetes_sd_configs: [{ role: 'node' }],
    relabel_configs: [relabel('__meta_kubernetes_node_name', 'node')],
  };
  return [
    { job_name: 'kubelet', sample_limit: 20_000, ...kubelet },
    {
      job_name: 'cadvisor',
      metrics_path: '/metrics/cadvisor',
      honor_labels: true,
      // cAdvisor stamps its samples itself, and series that bring their own stamps never go stale: a stopped container
      // would be seen for the five minutes of the lookback.
      honor_timestamps: false,
      sample_limit: 100_000,
      ...kubelet,
      metric_relabel_configs: dropRules(cadvisorDrops),
    },
    {
      job_name: 'kube-apiserver',
      scheme: 'https',
      ...withAccountToken,
      tls_config: { ca_file: `${account}/ca.crt`, server_name: 'kubernetes.default.svc' },
      // The API server's own registry of itself; every replica is a target.
      kubernetes_sd_configs: [{ role: 'endpointslice', namespaces: { names: ['default'] } }],
      relabel_configs: [keep({ __meta_kubernetes_service_name: 'kubernetes', __meta_kubernetes_endpointslice_port_name: 'https' })],
      sample_limit: 200_000,
      metric_relabel_configs: dropRules(apiserverDrops),
    },
  ];
}

