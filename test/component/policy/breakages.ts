import type { Data } from '../../../lib/core/yaml';
import type { Manifest } from '../sample-stack';
import { plainData, text } from '../sample-stack';

/** A change to one object of the stack that a rule must notice. */
export interface Breakage {
  readonly rule: string;
  readonly what: string;
  /** `Kind/name` of the object that is changed. */
  readonly object: string;
  /** Where in the object, and what is put there; undefined takes away what is there. */
  readonly path: readonly (string | number)[];
  readonly value: Data;
  /** Breaks an environment with several replicas. @default false */
  readonly replicated?: boolean;
}

const prometheus = 'StatefulSet/prometheus';
const pod = ['spec', 'template', 'spec'] as const;
const container = [...pod, 'containers', 0] as const;

function breakage(rule: string, what: string, object: string, path: Breakage['path'], value: Data): Breakage {
  return { rule, what, object, path, value };
}

function gatewayWith(queue: string, patience: string): string {
  return `exporters: { otlp: { sending_queue: ${queue}, retry_on_failure: { max_elapsed_time: ${patience} } } }\nservice: { pipelines: { logs: { exporters: [otlp] } } }\n`;
}

export const breakages: readonly Breakage[] = [
  breakage('namespace/pod-security', 'a namespace that only warns', 'Namespace/monitoring', ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], 'baseline'),
  breakage('pod/non-root', 'a container that may be root', prometheus, [...container, 'securityContext', 'runAsNonRoot'], undefined),
  breakage('pod/high-user-id', 'a user that exists on the node', prometheus, [...container, 'securityContext', 'runAsUser'], 1000),
  breakage('container/no-escalation', 'escalation', prometheus, [...container, 'securityContext', 'allowPrivilegeEscalation'], true),
  breakage('container/no-capabilities', 'one capability', prometheus, [...container, 'securityContext', 'capabilities', 'add'], ['NET_RAW']),
  breakage('container/read-only-root', 'a writable root', prometheus, [...container, 'securityContext', 'readOnlyRootFilesystem'], false),
  breakage('container/seccomp', 'no seccomp', prometheus, [...container, 'securityContext', 'seccompProfile'], undefined),
  breakage('pod/host-network', 'the network of the node', prometheus, [...pod, 'hostNetwork'], true),
  breakage('pod/host-namespaces', 'the processes of the node', prometheus, [...pod, 'hostPID'], true),
  breakage('pod/host-path', 'a folder of the node', prometheus, [...pod, 'volumes', 0, 'hostPath'], { path: '/' }),
  breakage('pod/service-links', 'variables for Services', prometheus, [...pod, 'enableServiceLinks'], undefined),
  breakage('account/no-token', 'an account that hands out tokens', 'ServiceAccount/prometheus', ['automountServiceAccountToken'], true),
  breakage('account/token-with-rights', 'a token without rights', 'StatefulSet/loki', [...pod, 'automountServiceAccountToken'], true),
  breakage('account/token-with-rights', 'rights without a token', prometheus, [...pod, 'automountServiceAccountToken'], false),
  breakage('account/own', 'a shared account', prometheus, [...pod, 'serviceAccountName'], 'loki'),
  breakage('rbac/read-only', 'the right to write', 'ClusterRole/monitoring-prometheus', ['rules', 0, 'verbs', 0], 'update'),
  breakage('rbac/read-only', 'the right to read Secrets', 'ClusterRole/monitoring-prometheus', ['rules', 0, 'resources', 0], 'secrets'),
  breakage('rbac/read-only', 'a wildcard', 'ClusterRole/monitoring-prometheus', ['rules', 0, 'resources', 0], '*'),
  breakage('image/exact', 'the latest image', prometheus, [...container, 'image'], 'docker.io/prom/prometheus:latest'),
  breakage('image/exact', 'an image without its registry', prometheus, [...container, 'image'], 'prom/prometheus:v3.15.0'),
  breakage('image/pull', 'pulling at every start', prometheus, [...container, 'imagePullPolicy'], 'Always'),
  breakage('namespace/default-deny', 'a default that lets something in', 'NetworkPolicy/default-deny', ['spec', 'ingress'], [{}]),
  breakage('pod/network-policy', 'a policy for other pods', 'NetworkPolicy/loki', ['spec', 'podSelector', 'matchLabels', 'app.kubernetes.io/name'], 'lokki'),
  breakage('network/no-open-egress', 'a rule without peers', 'NetworkPolicy/loki', ['spec', 'egress'], [{ ports: [{ port: 443, protocol: 'TCP' }] }]),
  breakage('network/no-open-egress', 'the way to metadata services', 'NetworkPolicy/alertmanager', ['spec', 'egress', 0, 'to', 0, 'ipBlock', 'except'], undefined),
  breakage('program/no-admin', 'the administration of Prometheus', prometheus, [...container, 'args', 0], '--web.enable-admin-api'),
  breakage('secret/none', 'a Secret', 'ConfigMap/loki-config', ['kind'], 'Secret'),
  breakage('secret/not-in-environment', 'a Secret in the environment', prometheus, [...container, 'env'], [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }]),
  breakage('container/resources', 'no limit', prometheus, [...container, 'resources', 'limits', 'memory'], undefined),
  breakage('container/resources', 'a request above its limit', prometheus, [...container, 'resources', 'requests', 'memory'], '900Gi'),
  breakage('container/scratch-fits', 'scratch without a size', 'Deployment/grafana', [...pod, 'volumes', 9], { name: 'x', emptyDir: {} }),
  breakage('pod/distinct-probes', 'readiness as liveness', prometheus, [...container, 'livenessProbe'], { httpGet: { path: '/-/ready', port: 'http', scheme: 'HTTP' }, periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 3, successThreshold: 1 }),
  breakage('pod/distinct-probes', 'a probe at a port that is not there', prometheus, [...container, 'livenessProbe', 'httpGet', 'port'], 'web'),
  breakage('pod/distinct-endpoints', 'readiness asked twice', prometheus, [...container, 'livenessProbe', 'httpGet', 'path'], '/-/ready'),
  breakage('pod/patience', 'an impatient start', prometheus, [...container, 'startupProbe', 'failureThreshold'], 1),
  breakage('pod/grace', 'the default of 30 seconds', prometheus, [...pod, 'terminationGracePeriodSeconds'], 30),
  breakage('pod/priority', 'a class that is not there', prometheus, [...pod, 'priorityClassName'], 'important'),
  breakage('pod/tolerates-nothing', 'a toleration', prometheus, [...pod, 'tolerations'], [{ operator: 'Exists' }]),
  breakage('replicas/budget', 'a single replica that may not move', 'NetworkPolicy/loki', [], {
    kind: 'PodDisruptionBudget',
    metadata: { name: 'loki', namespace: 'monitoring' },
    spec: { minAvailable: 1, selector: { matchLabels: { 'app.kubernetes.io/name': 'loki' } } },
  }),
  { ...breakage('replicas/budget', 'replicas that may go all at once', 'PodDisruptionBudget/loki', ['spec', 'maxUnavailable'], 3), replicated: true },
  { ...breakage('replicas/spread', 'replicas on one node', 'StatefulSet/loki', [...pod, 'affinity'], undefined), replicated: true },
  { ...breakage('replicas/spread', 'replicas in one zone', 'StatefulSet/loki', [...pod, 'topologySpreadConstraints', 0, 'topologyKey'], 'kubernetes.io/hostname'), replicated: true },
  { ...breakage('replicas/room', 'an update that needs another node', 'Deployment/jaeger', ['spec', 'strategy', 'rollingUpdate', 'maxSurge'], 1), replicated: true },
  breakage('stateful/kept', 'volumes that are deleted', prometheus, ['spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted'], 'Delete'),
  breakage('stateful/named', 'a Service that is not there', prometheus, ['spec', 'serviceName'], 'nobody'),
  breakage('deployment/one-writer', 'two writers during an update', 'Deployment/grafana', ['spec', 'strategy', 'type'], 'RollingUpdate'),
  breakage('loki/own-wal-volume', 'one volume for both', 'StatefulSet/loki', ['spec', 'volumeClaimTemplates', 1], undefined),
  breakage('config/size', 'a ConfigMap of a megabyte', 'ConfigMap/loki-config', ['data', 'loki.yaml'], 'x'.repeat(1_000_000)),
  breakage('config/no-sub-path', 'a sub-path', prometheus, [...container, 'volumeMounts', 0, 'subPath'], 'prometheus.yml'),
  breakage('config/stable-name', 'a hash in a name', 'ConfigMap/loki-config', ['metadata', 'name'], 'loki-config-0a1b2c3d'),
  breakage('config/restart', 'no digest', 'StatefulSet/loki', ['spec', 'template', 'metadata', 'annotations', 'checksum/config'], undefined),
  breakage('labels/standard', 'no version', prometheus, ['metadata', 'labels', 'app.kubernetes.io/version'], undefined),
  breakage('labels/selectors', 'the version in a selector', prometheus, ['spec', 'selector', 'matchLabels', 'app.kubernetes.io/version'], '3.15.0'),
  breakage('service/reaches-pods', 'a port that no pod has', 'Service/loki', ['spec', 'ports', 0, 'targetPort'], 'web'),
  breakage('service/reaches-pods', 'a selector that finds nobody', 'Service/loki', ['spec', 'selector', 'app.kubernetes.io/name'], 'lokki'),
  breakage('volume/exists', 'a ConfigMap that is not there', prometheus, [...pod, 'volumes', 0, 'configMap', 'name'], 'nothing'),
  breakage('volume/mounted', 'a volume that nobody mounts', prometheus, [...container, 'volumeMounts', 0], undefined),
  breakage('config/mounted', 'a ConfigMap that nobody mounts', 'ConfigMap/loki-config', ['metadata', 'name'], 'loki-old'),
  breakage('collector/memory-first', 'a pipeline that looks at its memory late', 'ConfigMap/otel-collector-agent-config', ['data', 'config.yaml'], 'service: { pipelines: { logs: { processors: [resource, memory_limiter] } } }\n'),
  breakage('collector/nothing-lost', 'a queue in memory', 'ConfigMap/otel-collector-gateway-config', ['data', 'config.yaml'], gatewayWith('{ queue_size: 5000 }', '0s')),
  breakage('collector/nothing-lost', 'a gateway that gives up', 'ConfigMap/otel-collector-gateway-config', ['data', 'config.yaml'], gatewayWith('{ queue_size: 5000, storage: file_storage }', '5m')),
  breakage('loki/copies', 'more copies than replicas', 'ConfigMap/loki-config', ['data', 'loki.yaml'], 'common: { replication_factor: 3 }\n'),
  breakage('loki/replay', 'a replay beyond the memory', 'ConfigMap/loki-config', ['data', 'loki.yaml'], 'ingester: { wal: { replay_memory_ceiling: 900000MB } }\n'),
  breakage('grafana/no-anonymous', 'a Grafana for everybody', 'ConfigMap/grafana-config', ['data', 'grafana.ini'], '[auth.anonymous]\nenabled = true\n'),
  breakage('object/unique', 'two of a name', 'ConfigMap/loki-config', ['metadata', 'name'], 'jaeger-config'),
];

/** The same objects with the change made to one of them. */
export function broken(manifests: readonly Manifest[], { object, path, value }: Breakage): readonly Manifest[] {
  const index = manifests.findIndex(({ kind, name }) => `${kind}/${name}` === object);
  if (index === -1) throw new Error(`no ${object}`);
  return manifests.map((manifest, position) => {
    if (position !== index) return manifest;
    const content = replaced(manifest.content, path, value);
    return { ...manifest, kind: text(content, 'kind'), name: text(content, 'metadata', 'name'), content };
  });
}

function replaced(data: Data, [key, ...rest]: readonly (string | number)[], value: Data): Data {
  if (key === undefined) return value;
  if (Array.isArray(data) || typeof key === 'number') {
    const items = Array.isArray(data) ? data.map(plainData) : [];
    const position = Math.min(Number(key), items.length);
    const changed = replaced(items[position], rest, value);
    return [...items.slice(0, position), ...(changed === undefined ? [] : [changed]), ...items.slice(position + 1)];
  }
  const fields = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  const inner = fields.find(([name]) => name === key)?.[1];
  return { ...Object.fromEntries(fields), [key]: replaced(inner, rest, value) };
}
