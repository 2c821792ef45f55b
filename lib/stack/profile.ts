import type { KubeletCertificates } from '../component/prometheus/cluster-jobs';
import type { Retention, WorkloadEstimate } from '../component/shared/estimate';
import { days, hours, seconds } from '../core/duration';
import type { Quantity } from '../core/quantity';
import { kibibytes, quantity } from '../core/quantity';

/** How the stack is laid out, and what it has to carry. */
export type Profile = SmallProfile;

/** One of each component on local volumes: a loss of a node is a gap until it is back. */
export interface SmallProfile {
  readonly kind: 'small';
  readonly workload: WorkloadEstimate;
  readonly volumes: VolumeSizes;
  /** Class of all volumes; undefined means the default class of the cluster. */
  readonly storageClass: string | undefined;
  readonly kubelets: KubeletCertificates;
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
  /** What differs from the usual small workload. */
  readonly workload?: Partial<Omit<WorkloadEstimate, 'retention'>> & { readonly retention?: Partial<Retention> };
  /** @default what the retention needs */
  readonly volumes?: VolumeSizes;
  /** @default the default class of the cluster */
  readonly storageClass?: string;
  /** @default 'self-signed', as most installers leave them */
  readonly kubelets?: KubeletCertificates;
}

/**
 * A few applications on a few nodes: 100,000 series every 15 seconds, 2.5 GB of logs and four million spans a day.
 * Metrics stay 15 days, which is Prometheus' own default, logs 30 days, traces three days, which is badger's own default
 * in Jaeger.
 */
const smallWorkload: WorkloadEstimate = {
  activeSeries: quantity(100_000, 'series'),
  scrapeInterval: seconds(15),
  logRate: quantity(kibibytes(30).value, 'bytes/s'),
  spanRate: quantity(50, 'spans/s'),
  nodes: quantity(3, 'nodes'),
  retention: { metrics: days(15), logs: days(30), traces: days(3) },
  outage: hours(6),
};

/**
 * The profile `small`.
 *
 *     smallProfile({ workload: { activeSeries: quantity(400_000, 'series'), retention: { logs: days(90) } } })
 */
export function smallProfile({ workload = {}, volumes = {}, storageClass, kubelets = 'self-signed' }: ProfileOptions = {}): SmallProfile {
  const { retention, ...rest } = workload;
  return Object.freeze({
    kind: 'small',
    workload: { ...smallWorkload, ...rest, retention: { ...smallWorkload.retention, ...retention } },
    volumes,
    storageClass,
    kubelets,
  });
}
