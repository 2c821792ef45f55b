import type { AlertmanagerInput } from '../component/alertmanager/config';
import type { Probe } from '../component/blackbox-exporter/probe';
import type { RedactionRule } from '../component/collector/redaction';
import type { GrafanaSecrets } from '../component/grafana/config';
import type { DashboardFile } from '../component/grafana/dashboards';
import type { RuleFile } from '../component/shared/rule-files';
import type { ScrapeJob } from '../component/prometheus/scrape-job';
import type { PodPeer } from '../component/shared/connection';
import type { SecretSource } from '../component/shared/secret-source';
import type { NetworkSettings } from './network';
import type { Profile } from './profile';

/** Components that people look at in a browser. */
export type UserInterface = 'prometheus' | 'alertmanager' | 'grafana' | 'jaeger';

/** What one monitoring stack is made of. */
export interface MonitoringStackProps {
  /** Name of the environment: lower-case letters, digits, hyphens. It is the label `app.kubernetes.io/instance`. */
  readonly environment: string;
  /** Name of the cluster that is watched: the external label `cluster`, and `k8s.cluster.name` of logs and spans. */
  readonly clusterName: string;
  readonly profile: Profile;
  /** @default 'monitoring' */
  readonly namespace?: string;
  /** Namespace of the agents on every node. @default 'monitoring-nodes' */
  readonly nodeNamespace?: string;
  readonly ruleFiles: readonly RuleFile[];
  /** Rules on logs, which Loki evaluates. @default none */
  readonly logRuleFiles?: readonly RuleFile[];
  readonly alertmanager: AlertmanagerInput;
  readonly dashboards: readonly DashboardFile[];
  /** What is scraped beside the stack and Kubernetes themselves. */
  readonly scrape: readonly ScrapeJob[];
  /** What the blackbox exporter asks; all of it is the job `blackbox`. */
  readonly probes: readonly Probe[];
  /** Where people reach the user interfaces, for links in alerts and dashboards. @default no links */
  readonly externalUrls?: Readonly<Partial<Record<UserInterface, string>>>;
  /** @default the keys user, password and encryption-key of the Secret grafana-admin */
  readonly grafana?: GrafanaSecrets;
  /** Pods that may send OTLP to the gateway. @default all pods of the cluster */
  readonly telemetryFrom?: readonly PodPeer[];
  /**
   * Pods that may open a user interface, such as those of an ingress controller. `kubectl port-forward` needs none.
   * @default none
   */
  readonly browsersFrom?: Readonly<Partial<Record<UserInterface, readonly PodPeer[]>>>;
  /** @default addresses that fit most clusters */
  readonly network?: NetworkSettings;
  /** Where the Secrets come from. @default they exist before the first apply */
  readonly secretSource?: SecretSource;
  /** What is masked in logs and spans. @default passwords, tokens, secrets, cards, e-mail addresses and phone numbers */
  readonly redaction?: readonly RedactionRule[];
}
