import { componentVersions } from '../../lib/component/versions';
import { clusterPrograms } from './cluster-programs';
import { graderPrograms } from './grader-programs';
import { pinnedVersions } from './pinned-versions';
import { program } from './program';

export type ProgramName = keyof typeof programs;

/** Prometheus' own Go programs all take their version here: its .promu.yml. */
const prometheusVersion = 'github.com/prometheus/common/version.Version';

/**
 * Every discovery but the two that Belfry writes is left out, which spares the software kits of twenty clouds:
 * plugins/plugin_*.go of the module. File and HTTP discovery are always there.
 */
const prometheusTags = ['netgo', 'remove_all_sd', 'enable_dns_sd', 'enable_kubernetes_sd'];

/** All programs, in the order in which `npm run tools` builds them: what most tests need stands first. */
export const programs = {
  promtool: program({
    family: 'prometheus',
    package: 'github.com/prometheus/prometheus/cmd/promtool',
    component: 'prometheus',
    tags: prometheusTags,
    stamps: { [prometheusVersion]: componentVersions.prometheus.version },
    coldSeconds: 150,
  }),
  amtool: program({
    family: 'alertmanager',
    package: 'github.com/prometheus/alertmanager/cmd/amtool',
    component: 'alertmanager',
    tags: ['netgo'],
    stamps: { [prometheusVersion]: componentVersions.alertmanager.version },
    coldSeconds: 50,
  }),
  prometheus: program({
    family: 'prometheus',
    package: 'github.com/prometheus/prometheus/cmd/prometheus',
    component: 'prometheus',
    tags: prometheusTags,
    stamps: { [prometheusVersion]: componentVersions.prometheus.version },
    coldSeconds: 55,
  }),
  'promql-oracle': program({
    family: 'prometheus',
    package: './promql-oracle',
    component: 'prometheus',
    tags: prometheusTags,
    stamps: { [prometheusVersion]: componentVersions.prometheus.version },
    coldSeconds: 20,
  }),
  // Belfry's own: it fills a database with millions of samples in seconds, for tests and the bench.
  'sample-writer': program({
    family: 'prometheus',
    package: './sample-writer',
    component: 'prometheus',
    tags: prometheusTags,
    stamps: { [prometheusVersion]: componentVersions.prometheus.version },
    coldSeconds: 20,
  }),
  alertmanager: program({
    family: 'alertmanager',
    package: 'github.com/prometheus/alertmanager/cmd/alertmanager',
    component: 'alertmanager',
    tags: ['netgo'],
    stamps: { [prometheusVersion]: componentVersions.alertmanager.version },
    coldSeconds: 20,
    missingFiles: {
      module: 'github.com/prometheus/alertmanager',
      files: { 'ui/app/dist/index.html': '<!doctype html><title>Alertmanager without its user interface</title>\n' },
    },
  }),
  // Belfry's own: it answers questions about routing trees with Alertmanager's packages, thousands in a second.
  'routing-oracle': program({ family: 'alertmanager', package: './routing-oracle', coldSeconds: 50 }),
  otelcol: program({ family: 'otelcol', package: '.', component: 'collector', coldSeconds: 310 }),
  jaeger: program({
    family: 'jaeger',
    package: 'github.com/jaegertracing/jaeger/cmd/jaeger',
    component: 'jaeger',
    stamps: { 'github.com/jaegertracing/jaeger/internal/version.latestVersion': `v${componentVersions.jaeger.version}` },
    coldSeconds: 300,
  }),
  loki: program({
    family: 'loki',
    package: 'github.com/grafana/loki/v3/cmd/loki',
    component: 'loki',
    tags: ['netgo'],
    stamps: { 'github.com/grafana/loki/v3/pkg/util/build.Version': componentVersions.loki.version },
    coldSeconds: 260,
  }),
  lokitool: program({
    family: 'loki',
    package: 'github.com/grafana/loki/v3/cmd/lokitool',
    component: 'loki',
    tags: ['netgo'],
    stamps: { 'github.com/grafana/loki/v3/pkg/util/build.Version': componentVersions.loki.version },
    versionArguments: ['version'],
    coldSeconds: 20,
  }),
  // Belfry's own: it says what Loki's parser makes of thousands of queries in a second.
  'logql-oracle': program({
    family: 'loki',
    package: './logql-oracle',
    component: 'loki',
    tags: ['netgo'],
    stamps: { [prometheusVersion]: componentVersions.loki.version },
    coldSeconds: 40,
  }),
  'kube-state-metrics': program({
    family: 'kube-state-metrics',
    package: 'k8s.io/kube-state-metrics/v2',
    component: 'kubeStateMetrics',
    stamps: { [prometheusVersion]: componentVersions.kubeStateMetrics.version },
    versionArguments: ['version'],
    coldSeconds: 100,
  }),
  node_exporter: program({
    family: 'node-exporter',
    package: 'github.com/prometheus/node_exporter',
    component: 'nodeExporter',
    tags: ['netgo'],
    stamps: { [prometheusVersion]: componentVersions.nodeExporter.version },
    coldSeconds: 20,
  }),
  blackbox_exporter: program({
    family: 'blackbox-exporter',
    package: 'github.com/prometheus/blackbox_exporter',
    component: 'blackboxExporter',
    tags: ['netgo'],
    stamps: { [prometheusVersion]: componentVersions.blackboxExporter.version },
    coldSeconds: 30,
  }),
  postgres_exporter: program({
    family: 'postgres-exporter',
    package: 'github.com/prometheus-community/postgres_exporter/cmd/postgres_exporter',
    pinned: 'postgresExporter',
    tags: ['netgo'],
    stamps: { [prometheusVersion]: pinnedVersions.postgresExporter.version },
    coldSeconds: 20,
  }),
  ...graderPrograms,
  ...clusterPrograms,
} as const;
