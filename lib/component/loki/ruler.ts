import type { Data } from '../../core/yaml';
import { dataSources } from '../../dashboard/datasource';

/** What evaluates rules on logs, and whom it tells. */
export interface RulerOptions {
  /** Added to every alert, as Prometheus adds them to its own. */
  readonly externalLabels: Readonly<Record<string, string>>;
  /** Addresses of all Alertmanagers: each is told of every alert. */
  readonly alertmanagers: readonly string[];
  /** Where people reach Grafana: the link of an alert shows its query there. @default no link */
  readonly grafana: string | undefined;
}

const rulesFolder = '/etc/loki/rules';

/**
 * Where the rules of the only tenant lie. Without authentication it is called `fake`: pkg/util/fakeauth/fake_auth.go of Loki.
 */
export const tenantRulesFolder = `${rulesFolder}/fake`;

/**
 * The ruler within Loki. Several share the groups of rules, so that each is evaluated once.
 * Keys: https://grafana.com/docs/loki/latest/configure/#ruler and #ruler_storage; the latter is read, and not
 * `ruler.storage`, because of `use_thanos_objstore`: initRulerStorage in pkg/loki/modules.go.
 */
export function rulerConfig({ externalLabels, alertmanagers, grafana }: RulerOptions, replicas: number): Readonly<Record<string, Data>> {
  return {
    ruler: {
      alertmanager_url: alertmanagers.join(','),
      evaluation_interval: '1m',
      poll_interval: '1m',
      ...(replicas === 1 ? {} : { enable_sharding: true }),
      external_labels: externalLabels,
      ...(grafana === undefined ? {} : { external_url: grafana, datasource_uid: dataSources.loki.uid }),
    },
    ruler_storage: { backend: 'local', local: { directory: rulesFolder } },
  };
}
