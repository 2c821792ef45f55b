import type { TailSampling } from '../component/collector/tail-sampling';
import type { GrafanaDatabase } from '../component/grafana/database';
import type { SourceSampling } from '../component/jaeger/sampling';
import type { TraceStore } from '../component/jaeger/store';
import type { LogStore } from '../component/loki/store';
import type { KubeletCertificates } from '../component/prometheus/cluster-jobs';
import type { Exposure } from '../component/shared/exposure';
import type { Retention, WorkloadEstimate } from '../component/shared/estimate';
import type { Quantity } from '../core/quantity';
import type { ComponentId } from './components';

/**
 * How the stack is laid out, and what it has to carry. Every profile is of this one shape: the same components in other
 * numbers and in front of other stores, with the same rules, routes and dashboards.
 */
export interface Profile {
  readonly kind: 'small' | 'ha';
  readonly workload: WorkloadEstimate;
  readonly volumes: VolumeSizes;
  /** Class of all volumes; undefined means the default class of the cluster. */
  readonly storageClass: string | undefined;
  readonly kubelets: KubeletCertificates;
  readonly replicas: Replicas;
  readonly logStore: LogStore;
  readonly traceStore: TraceStore;
  readonly grafanaDatabase: GrafanaDatabase;
  readonly sampling: TraceSampling;
  /** How people come in from outside; undefined means that nobody does. */
  readonly exposure: Exposure | undefined;
}

/**
 * Pods of each component that may have several. Not among them are the agents of nodes, of which there is one on each,
 * and kube-state-metrics, of which a second would report everything twice.
 */
export type Replicas = Readonly<Record<ReplicatedComponent, number>>;

export type ReplicatedComponent = Exclude<ComponentId, 'otel-collector-agent' | 'node-exporter' | 'kube-state-metrics' | LoginProxy>;

/** Proxies in front of user interfaces without a login of their own: two each where there are several replicas of anything. */
export type LoginProxy = 'prometheus-login' | 'alertmanager-login' | 'jaeger-login';

/** Which traces are begun, and which of them are kept. */
export interface TraceSampling {
  /** What applications are told that ask Jaeger. */
  readonly atSource: SourceSampling;
  /** What happens to finished traces. */
  readonly afterwards: TailSampling | 'keep-all';
}

/** Sizes of volumes; those that are undefined follow from the workload. */
export interface VolumeSizes {
  readonly prometheus?: Quantity<'bytes'>;
  readonly loki?: Quantity<'bytes'>;
  readonly 'loki-wal'?: Quantity<'bytes'>;
  readonly jaeger?: Quantity<'bytes'>;
  readonly 'otel-collector-gateway'?: Quantity<'bytes'>;
}

export interface ProfileOptions {
  /** What differs from the usual workload of the profile. */
  readonly workload?: Partial<Omit<WorkloadEstimate, 'retention'>> & { readonly retention?: Partial<Retention> };
  /** @default what the retention needs */
  readonly volumes?: VolumeSizes;
  /** @default the default class of the cluster */
  readonly storageClass?: string;
  /** @default 'self-signed', as most installers leave them */
  readonly kubelets?: KubeletCertificates;
  /** What differs from the usual sampling of the profile. */
  readonly sampling?: Partial<TraceSampling>;
  /** @default nobody comes in from outside; `kubectl port-forward` always works */
  readonly exposure?: Exposure;
}

type Common = Pick<Profile, 'workload' | 'volumes' | 'storageClass' | 'kubelets' | 'sampling' | 'exposure'>;

/** The parts of a profile that are sized and chosen alike in all of them. */
export function commonParts({ workload = {}, volumes = {}, storageClass, kubelets = 'self-signed', sampling, exposure }: ProfileOptions, usual: Pick<Profile, 'workload' | 'sampling'>): Common {
  const { retention, ...rest } = workload;
  return {
    workload: { ...usual.workload, ...rest, retention: { ...usual.workload.retention, ...retention } },
    volumes,
    storageClass,
    kubelets,
    sampling: { ...usual.sampling, ...sampling },
    exposure,
  };
}
