import type { ComponentName } from '../../lib/component/versions';

/** What somebody should know who moves a component to another version. */
export interface UpgradeFacts {
  /** Where its authors say what has changed. */
  readonly changes: string;
  /** What it keeps on a volume or in a store; undefined means nothing. */
  readonly keeps?: string;
  /** What else is worth a look, with its source. */
  readonly mind?: string;
}

export const upgradeFacts: Readonly<Record<ComponentName, UpgradeFacts>> = {
  prometheus: {
    changes: 'https://github.com/prometheus/prometheus/blob/main/CHANGELOG.md',
    keeps: 'blocks of samples and the write-ahead log',
    mind: 'A version below 2.55 cannot read what Prometheus 3 has written (docs/migration.md, "TSDB format and downgrade"). The replay of the log takes minutes on a large volume.',
  },
  alertmanager: { changes: 'https://github.com/prometheus/alertmanager/blob/main/CHANGELOG.md', keeps: 'silences, and what was sent', mind: 'Replicas of two versions gossip with each other while they are replaced.' },
  loki: {
    changes: 'https://grafana.com/docs/loki/latest/setup/upgrade/',
    keeps: 'the write-ahead log, the index that is not yet in the bucket and, without a bucket, all logs',
    mind: 'A new schema is added with a day to come; one that is in use is never changed.',
  },
  jaeger: { changes: 'https://github.com/jaegertracing/jaeger/blob/main/CHANGELOG.md', keeps: 'spans, where the store is local' },
  collector: {
    changes: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/CHANGELOG.md',
    keeps: 'queues of what is not yet delivered, and how far each log file is read',
    mind: 'Names of its own metrics have changed between versions: `npm run catalog:scrape` shows it, and the rules that read them do not compile then.',
  },
  nodeExporter: { changes: 'https://github.com/prometheus/node_exporter/blob/master/CHANGELOG.md' },
  blackboxExporter: { changes: 'https://github.com/prometheus/blackbox_exporter/blob/master/CHANGELOG.md' },
  grafana: {
    changes: 'https://grafana.com/docs/grafana/latest/upgrade-guide/',
    keeps: 'users, preferences and annotations, in a file or in PostgreSQL',
    mind: 'It changes its database at the first start of a new version, and an older one may not read it: back it up before.',
  },
  loginProxy: { changes: 'https://github.com/oauth2-proxy/oauth2-proxy/blob/master/CHANGELOG.md', mind: 'Sessions are in cookies and outlive the change.' },
  kubeStateMetrics: { changes: 'https://github.com/kubernetes/kube-state-metrics/blob/main/CHANGELOG.md', mind: 'Its compatibility matrix names the Kubernetes versions that it was made for.' },
};
