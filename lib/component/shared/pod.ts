import { imageReference } from '../versions';
import { openPorts } from './description';
import { componentLabels, selectorLabels } from './identity';
import type { k8s } from './kubernetes';
import { portName } from './kubernetes';
import type { Placement } from './placement';
import { spread } from './replicas';
import type { Resources } from './resources';
import { resourceRequirements } from './resources';
import type { Mount } from './volume';
import { podVolume, volumeMount } from './volume';

export interface PodOptions {
  readonly args: readonly string[];
  /** Fixed values, or fields of the pod. Credentials are files, never here. */
  readonly env?: Readonly<Record<string, string | PodField>>;
  readonly user: User;
  readonly resources: Resources;
  readonly probes: Probes;
  readonly mounts: readonly Mount[];
  /** Time between SIGTERM and SIGKILL. */
  readonly graceSeconds: number;
  /** Digest of configuration that the program reads only at its start, so that a change restarts it. */
  readonly configChecksum?: string;
  /** Runs on tainted nodes too, as an agent of every node must. @default false */
  readonly onEveryNode?: boolean;
}

/** A value that Kubernetes fills in: `status.podIP`. */
export interface PodField {
  readonly field: 'status.podIP' | 'status.hostIP' | 'spec.nodeName' | 'metadata.name' | 'metadata.namespace';
}

export interface User {
  readonly uid: number;
  readonly gid: number;
  /** Group that owns the volumes; none for pods without any of their own. */
  readonly fsGroup?: number;
}

/** The three questions are different ones: has it started, can it serve, is it stuck. */
export interface Probes {
  readonly startup: HttpProbe;
  readonly readiness: HttpProbe;
  readonly liveness: HttpProbe;
}

export interface HttpProbe {
  readonly path: string;
  readonly port: string;
  readonly periodSeconds: number;
  readonly failureThreshold: number;
  readonly timeoutSeconds: number;
}

/** `probe('/-/ready', 'http', { every: 5, failures: 3 })`; an answer within five seconds unless said otherwise. */
export function probe(path: string, port: string, { every, failures, timeout = 5 }: { readonly every: number; readonly failures: number; readonly timeout?: number }): HttpProbe {
  return { path, port, periodSeconds: every, failureThreshold: failures, timeoutSeconds: timeout };
}

/** A pod of one container that satisfies the restricted Pod Security Standard unless its component runs on the node's behalf. */
export function podTemplate(placement: Placement, options: PodOptions): k8s.PodTemplateSpec {
  const { stack, component, replicas, permissions, priorityClassName } = placement;
  const { user, mounts, graceSeconds, configChecksum, onEveryNode = false } = options;
  const volumes = mounts.map(podVolume).filter((volume) => volume !== undefined);
  return {
    metadata: {
      labels: componentLabels(stack, component),
      annotations: {
        // Without it the collector would take the name of the environment for the service of the log line.
        'resource.opentelemetry.io/service.name': component.name,
        'kubectl.kubernetes.io/default-container': component.name,
        ...(configChecksum === undefined ? {} : { 'checksum/config': configChecksum }),
      },
    },
    spec: {
      serviceAccountName: component.name,
      automountServiceAccountToken: permissions !== undefined,
      enableServiceLinks: false,
      priorityClassName,
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      terminationGracePeriodSeconds: graceSeconds,
      ...(component.hostNetwork === true ? { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' } : {}),
      ...(replicas > 1 ? spread(selectorLabels(stack, component)) : {}),
      ...(onEveryNode ? { tolerations: [{ operator: 'Exists' }] } : {}),
      securityContext: {
        runAsNonRoot: user.uid !== 0,
        runAsUser: user.uid,
        runAsGroup: user.gid,
        ...(user.fsGroup === undefined ? {} : { fsGroup: user.fsGroup, fsGroupChangePolicy: 'OnRootMismatch' }),
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [container(placement, options)],
      ...(volumes.length === 0 ? {} : { volumes }),
    },
  };
}

function container({ component, replicas }: Placement, { args, env = {}, user, resources, probes, mounts }: PodOptions): k8s.Container {
  const variables = Object.entries(env).map(([name, value]) =>
    typeof value === 'string' ? { name, value } : { name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: value.field } } },
  );
  return {
    name: component.name,
    image: imageReference(component.version),
    imagePullPolicy: 'IfNotPresent',
    ...(args.length === 0 ? {} : { args: [...args] }),
    ...(variables.length === 0 ? {} : { env: variables }),
    ports: openPorts(component, replicas).map(({ name, number, protocol }) => ({ name, containerPort: number, protocol })),
    resources: resourceRequirements(resources),
    startupProbe: httpProbe(probes.startup),
    readinessProbe: httpProbe(probes.readiness),
    livenessProbe: httpProbe(probes.liveness),
    securityContext: {
      runAsNonRoot: user.uid !== 0,
      runAsUser: user.uid,
      runAsGroup: user.gid,
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts.map(volumeMount) }),
    terminationMessagePolicy: 'FallbackToLogsOnError',
  };
}

function httpProbe({ path, port, periodSeconds, failureThreshold, timeoutSeconds }: HttpProbe): k8s.Probe {
  return { httpGet: { path, port: portName(port), scheme: 'HTTP' }, periodSeconds, failureThreshold, timeoutSeconds, successThreshold: 1 };
}

/** The labels that a workload selects its pods by. */
export function podSelector({ stack, component }: Placement): k8s.LabelSelector {
  return { matchLabels: selectorLabels(stack, component) };
}
