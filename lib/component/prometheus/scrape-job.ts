import type { Duration } from '../../core/duration';
import type { SecretKey } from '../../core/secret';

/** Something that Prometheus scrapes: what an application exports, an exporter beside it, a target outside the cluster. */
export interface ScrapeJob {
  /** The label `job` of every series. */
  readonly name: string;
  readonly discovery: Discovery;
  /** @default 'http' */
  readonly scheme?: 'http' | 'https';
  /** @default '/metrics' */
  readonly path?: string;
  /** @default the interval of the profile */
  readonly interval?: Duration;
  /** @default ten seconds, or the interval when that is shorter */
  readonly timeout?: Duration;
  /** Most samples that one scrape may bring; beyond it the whole scrape fails and `up` is 0. @default 50000 */
  readonly sampleLimit?: number;
  /** Most labels that a series may have; beyond it the whole scrape fails. @default 64 */
  readonly labelLimit?: number;
  /** How Prometheus shows who it is. @default not at all */
  readonly credentials?: Credentials;
  /** How the target shows who it is, for https. @default a certificate that a public authority signed for the address */
  readonly tls?: TargetTls;
  /** Keep the `job`, `instance`, `namespace` and `pod` that the target itself sends. @default false */
  readonly honorLabels?: boolean;
  /** Series that are dropped at the door. @default none */
  readonly drop?: readonly MetricDrop[];
}

export type Discovery = StaticTargets | PodsByLabel | AnnotatedPods;

/** Targets at known addresses, in the cluster or outside it. */
export interface StaticTargets {
  readonly kind: 'static';
  readonly targets: readonly StaticTarget[];
}

export interface StaticTarget {
  /** `host:port`. */
  readonly address: string;
  /** Labels that all series of the target get. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Pods of one namespace, followed as they come and go. Their series get the labels `namespace`, `pod` and `node`. */
export interface PodsByLabel {
  readonly kind: 'pods';
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Port of the pod; the pod need not declare it. */
  readonly port: number;
}

/**
 * Pods that ask to be scraped, by the annotations `prometheus.io/scrape: 'true'` and `prometheus.io/port`; `prometheus.io/path`
 * and `prometheus.io/scheme` may say more. Their series get the labels `namespace`, `pod` and `node`.
 */
export interface AnnotatedPods {
  readonly kind: 'annotated-pods';
  /** Where such pods are. Prometheus may look for pods nowhere else. */
  readonly namespaces: readonly string[];
  /** Ports that annotations may name. Prometheus scrapes no others, and its network policy does not let it. */
  readonly ports: readonly number[];
}

export type Credentials =
  | { readonly kind: 'bearer'; readonly token: SecretKey }
  | { readonly kind: 'basic'; readonly username: string; readonly password: SecretKey };

export interface TargetTls {
  /** Authority that signed the target's certificate. @default the public authorities */
  readonly authority?: SecretKey;
  /** Name in the target's certificate. @default the host of the address */
  readonly serverName?: string;
}

/** Series that are not stored. */
export interface MetricDrop {
  /** Metric names, as a regular expression in RE2 that must match the whole name. */
  readonly metrics: string;
  readonly why: string;
}

/** The keys of Secrets that a job reads. */
export function secretsOf({ credentials, tls }: ScrapeJob): readonly SecretKey[] {
  const credential = credentials === undefined ? [] : [credentials.kind === 'bearer' ? credentials.token : credentials.password];
  return [...credential, ...(tls?.authority === undefined ? [] : [tls.authority])];
}
