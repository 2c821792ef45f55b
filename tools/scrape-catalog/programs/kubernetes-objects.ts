/** Kubernetes objects that show kube-state-metrics everything that it counts: made up, one or two of each kind. */
export interface KubernetesObjects {
  /** Path of the list in the API. */
  readonly path: string;
  readonly apiVersion: string;
  readonly listKind: string;
  readonly items: readonly unknown[];
}

const moment = '2026-01-01T00:00:00Z';

function metadata(name: string, namespace?: string, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid: `uid-${name}`,
    resourceVersion: '1',
    generation: 1,
    creationTimestamp: moment,
    labels: { app: 'shop' },
    annotations: { note: 'text' },
    ...more,
  };
}

const ownedBy = (kind: string, name: string): Readonly<Record<string, unknown>> => ({ ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid: `uid-${name}`, controller: true }] });

/** It is being deleted, and something waits for that. */
const deleted = { deletionTimestamp: moment, deletionGracePeriodSeconds: 30, finalizers: ['example.com/hold'] } as const;

function condition(type: string, status: 'True' | 'False' = 'True', more: Readonly<Record<string, unknown>> = {}): unknown {
  return { type, status, lastTransitionTime: moment, lastHeartbeatTime: moment, lastProbeTime: moment, reason: 'Reason', message: 'text', ...more };
}

const selector = { matchLabels: { app: 'shop' } } as const;

const resources = { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } } as const;

const container = (name: string): unknown => ({ name, image: 'shop:1', resources });

const terminated = { terminated: { exitCode: 137, reason: 'OOMKilled', startedAt: moment, finishedAt: moment } } as const;

const state = (name: string, current: unknown, last: unknown = {}): unknown => ({
  name,
  image: 'shop:1',
  imageID: 'shop@sha256:0',
  containerID: `containerd://${name}`,
  ready: true,
  started: true,
  restartCount: 1,
  state: current,
  lastState: last,
});

const template = { metadata: { labels: { app: 'shop' } }, spec: { containers: [container('shop')] } } as const;

const pod = {
  metadata: metadata('shop-0', 'default', { ...ownedBy('ReplicaSet', 'shop-1'), ...deleted }),
  spec: {
    nodeName: 'node-0',
    serviceAccountName: 'shop',
    priorityClassName: 'high',
    runtimeClassName: 'runc',
    schedulerName: 'default-scheduler',
    restartPolicy: 'Always',
    nodeSelector: { disk: 'ssd' },
    overhead: { cpu: '10m', memory: '10Mi' },
    tolerations: [{ key: 'spot', operator: 'Equal', value: 'yes', effect: 'NoSchedule', tolerationSeconds: 60 }],
    containers: [container('running'), container('waiting'), container('terminated')],
    initContainers: [container('first'), container('second'), container('third')],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data', readOnly: true } }],
  },
  status: {
    phase: 'Running',
    reason: 'Evicted',
    qosClass: 'Burstable',
    hostIP: '10.0.0.1',
    podIP: '10.1.0.1',
    podIPs: [{ ip: '10.1.0.1' }],
    startTime: moment,
    conditions: [condition('Ready'), condition('Initialized'), condition('ContainersReady'), condition('PodScheduled')],
    containerStatuses: [state('running', { running: { startedAt: moment } }, terminated), state('waiting', { waiting: { reason: 'CrashLoopBackOff' } }, terminated), state('terminated', terminated)],
    initContainerStatuses: [state('first', { running: { startedAt: moment } }, terminated), state('second', { waiting: { reason: 'PodInitializing' } }), state('third', terminated)],
  },
} as const;

const waitingPod = {
  metadata: metadata('shop-1', 'default'),
  spec: { containers: [container('shop')], restartPolicy: 'Always' },
  status: { phase: 'Pending', qosClass: 'Burstable', conditions: [condition('PodScheduled', 'False', { reason: 'Unschedulable' })] },
} as const;

const node = {
  metadata: metadata('node-0', undefined, { ...deleted, labels: { 'node-role.kubernetes.io/worker': '' } }),
  spec: { unschedulable: true, podCIDR: '10.1.0.0/24', providerID: 'example://node-0', taints: [{ key: 'spot', value: 'yes', effect: 'NoSchedule' }] },
  status: {
    capacity: { cpu: '2', memory: '4Gi', pods: '110', 'ephemeral-storage': '10Gi' },
    allocatable: { cpu: '2', memory: '4Gi', pods: '110', 'ephemeral-storage': '10Gi' },
    addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
    conditions: [condition('Ready'), condition('MemoryPressure', 'False'), condition('DiskPressure', 'False'), condition('PIDPressure', 'False')],
    nodeInfo: { kernelVersion: '6', osImage: 'linux', containerRuntimeVersion: 'containerd://2', kubeletVersion: 'v1.34.4', kubeProxyVersion: 'v1.34.4', systemUUID: 'uuid', machineID: 'id', bootID: 'id', operatingSystem: 'linux', architecture: 'amd64' },
  },
} as const;

const autoscalerMetric = (value: Readonly<Record<string, unknown>>): unknown => ({ type: 'Resource', resource: { name: 'cpu', ...value } });

export const kubernetesObjects: readonly KubernetesObjects[] = [
  core('pods', 'PodList', [pod, waitingPod]),
  core('nodes', 'NodeList', [node]),
  core('namespaces', 'NamespaceList', [{ metadata: metadata('default', undefined, deleted), spec: {}, status: { phase: 'Active', conditions: [condition('NamespaceDeletionContentFailure')] } }]),
  core('limitranges', 'LimitRangeList', [{ metadata: metadata('limits', 'default'), spec: { limits: [{ type: 'Container', max: { cpu: '1' }, default: { cpu: '1' } }] } }]),
  core('resourcequotas', 'ResourceQuotaList', [{ metadata: metadata('quota', 'default'), spec: { hard: { pods: '10' } }, status: { hard: { pods: '10' }, used: { pods: '1' } } }]),
  core('services', 'ServiceList', [
    {
      metadata: metadata('shop', 'default', deleted),
      spec: { clusterIP: '10.2.0.1', type: 'LoadBalancer', externalIPs: ['192.0.2.1'], loadBalancerIP: '192.0.2.2', externalTrafficPolicy: 'Local', internalTrafficPolicy: 'Cluster', externalName: 'shop.example' },
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.2', hostname: 'shop.example' }] } },
    },
  ]),
  core('persistentvolumes', 'PersistentVolumeList', [
    {
      metadata: metadata('pv-0', undefined, deleted),
      spec: { capacity: { storage: '10Gi' }, storageClassName: 'fast', volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain', claimRef: { namespace: 'default', name: 'data' }, csi: { driver: 'csi.example.com', volumeHandle: 'handle' } },
      status: { phase: 'Bound' },
    },
  ]),
  core('persistentvolumeclaims', 'PersistentVolumeClaimList', [
    {
      metadata: metadata('data', 'default', deleted),
      spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast', volumeName: 'pv-0', volumeMode: 'Filesystem', resources: { requests: { storage: '10Gi' } } },
      status: { phase: 'Bound', conditions: [condition('Resizing')] },
    },
  ]),
  apps('deployments', 'DeploymentList', [
    {
      metadata: metadata('shop', 'default', { ...deleted, ...ownedBy('Application', 'shop') }),
      spec: { replicas: 2, paused: false, selector, template, strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 1 } } },
      status: { replicas: 2, readyReplicas: 1, availableReplicas: 1, unavailableReplicas: 1, updatedReplicas: 2, terminatingReplicas: 0, observedGeneration: 1, conditions: [condition('Available')] },
    },
  ]),
  apps('replicasets', 'ReplicaSetList', [
    { metadata: metadata('shop-1', 'default', ownedBy('Deployment', 'shop')), spec: { replicas: 1, selector, template }, status: { replicas: 1, fullyLabeledReplicas: 1, readyReplicas: 1, terminatingReplicas: 0, observedGeneration: 1 } },
  ]),
  apps('statefulsets', 'StatefulSetList', [
    {
      metadata: metadata('store', 'default', deleted),
      spec: { replicas: 2, selector, template, serviceName: 'store', ordinals: { start: 0 }, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' } },
      status: { replicas: 2, readyReplicas: 1, availableReplicas: 1, currentReplicas: 2, updatedReplicas: 2, observedGeneration: 1, currentRevision: 'a', updateRevision: 'b' },
    },
  ]),
  apps('daemonsets', 'DaemonSetList', [
    {
      metadata: metadata('agent', 'default', deleted),
      spec: { selector, template },
      status: { currentNumberScheduled: 1, desiredNumberScheduled: 2, numberAvailable: 1, numberMisscheduled: 0, numberReady: 1, numberUnavailable: 1, observedGeneration: 1, updatedNumberScheduled: 1 },
    },
  ]),
  group('batch/v1', 'jobs', 'JobList', [
    {
      metadata: metadata('report', 'default', ownedBy('CronJob', 'report')),
      spec: { parallelism: 1, completions: 1, activeDeadlineSeconds: 600, suspend: true, template },
      status: { active: 1, succeeded: 1, ready: 1, startTime: moment, completionTime: moment, conditions: [condition('Complete')] },
    },
    { metadata: metadata('broken', 'default'), spec: { template }, status: { failed: 1, conditions: [condition('Failed', 'True', { reason: 'BackoffLimitExceeded' })] } },
  ]),
  group('batch/v1', 'cronjobs', 'CronJobList', [
    {
      metadata: metadata('report', 'default'),
      spec: { schedule: '0 3 * * *', timeZone: 'UTC', concurrencyPolicy: 'Forbid', suspend: false, startingDeadlineSeconds: 60, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1, jobTemplate: { spec: { template } } },
      status: { active: [{ kind: 'Job', name: 'report' }], lastScheduleTime: moment, lastSuccessfulTime: moment },
    },
  ]),
  group('autoscaling/v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscalerList', [
    {
      metadata: metadata('shop', 'default', deleted),
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' }, minReplicas: 1, maxReplicas: 5, metrics: [autoscalerMetric({ target: { type: 'Utilization', averageUtilization: 80 } })] },
      status: { currentReplicas: 2, desiredReplicas: 2, currentMetrics: [autoscalerMetric({ current: { averageUtilization: 50, averageValue: '100m' } })], conditions: [condition('AbleToScale')] },
    },
  ]),
  group('networking.k8s.io/v1', 'ingresses', 'IngressList', [
    {
      metadata: metadata('shop', 'default'),
      spec: { ingressClassName: 'nginx', defaultBackend: { service: { name: 'shop', port: { number: 80 } } }, tls: [{ hosts: ['shop.example'], secretName: 'shop-tls' }], rules: [{ host: 'shop.example', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'shop', port: { number: 80 } } } }] } }] },
    },
  ]),
  group('networking.k8s.io/v1', 'networkpolicies', 'NetworkPolicyList', [{ metadata: metadata('deny', 'default'), spec: { podSelector: {}, ingress: [{}], egress: [{}] } }]),
  group('policy/v1', 'poddisruptionbudgets', 'PodDisruptionBudgetList', [
    { metadata: metadata('shop', 'default', deleted), spec: { minAvailable: 1 }, status: { currentHealthy: 1, desiredHealthy: 1, disruptionsAllowed: 0, expectedPods: 2, observedGeneration: 1 } },
  ]),
  group('storage.k8s.io/v1', 'storageclasses', 'StorageClassList', [{ metadata: metadata('fast'), provisioner: 'csi.example.com', reclaimPolicy: 'Retain', volumeBindingMode: 'Immediate' }]),
  group('storage.k8s.io/v1', 'volumeattachments', 'VolumeAttachmentList', [
    { metadata: metadata('attachment'), spec: { attacher: 'csi.example.com', nodeName: 'node-0', source: { persistentVolumeName: 'pv-0' } }, status: { attached: true, attachmentMetadata: { handle: 'text' } } },
  ]),
];

function core(resource: string, listKind: string, items: readonly unknown[]): KubernetesObjects {
  return { path: `/api/v1/${resource}`, apiVersion: 'v1', listKind, items };
}

function apps(resource: string, listKind: string, items: readonly unknown[]): KubernetesObjects {
  return group('apps/v1', resource, listKind, items);
}

function group(apiVersion: string, resource: string, listKind: string, items: readonly unknown[]): KubernetesObjects {
  return { path: `/apis/${apiVersion}/${resource}`, apiVersion, listKind, items };
}
