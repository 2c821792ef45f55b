import type { Construct } from 'constructs';
import { gibibytes, mebibytes } from '../../core/quantity';
import { toYaml } from '../../core/yaml';
import { checksum, configMap } from '../shared/config-map';
import type { Placement } from '../shared/placement';
import type { PodOptions } from '../shared/pod';
import { probe } from '../shared/pod';
import { cores } from '../shared/quantity-text';
import type { Resources } from '../shared/resources';
import type { Mount } from '../shared/volume';
import { configMount, projectedMount, scratchMount, secretMounts } from '../shared/volume';
import { singletonDeployment, statelessDeployment } from '../shared/workload';
import type { GrafanaConfigOptions } from './config';
import { grafanaConfig } from './config';
import type { DashboardFile } from './dashboards';
import { dashboardConfigMap, dashboardFolders, dashboardProviders, folderPath } from './dashboards';
import type { DataSourceOptions } from './data-sources';
import { dataSources } from './data-sources';
import { databaseSecrets } from './database';
import { iniText } from './ini';

export interface GrafanaProps {
  readonly placement: Placement;
  readonly config: GrafanaConfigOptions;
  readonly dataSources: DataSourceOptions;
  readonly dashboards: readonly DashboardFile[];
  readonly storageClass: string | undefined;
}

/** The user of the image: https://grafana.com/docs/grafana/latest/setup-grafana/installation/docker/#migrate-to-v51-or-later */
const grafana = 472;

const resources: Resources = {
  cpu: { request: cores(0.1), limit: cores(1) },
  memory: { request: mebibytes(256), limit: mebibytes(768) },
  ephemeralStorage: { request: mebibytes(64), limit: gibibytes(1) },
  reason: 'Grafana recommends at least 512 MB (https://grafana.com/docs/grafana/latest/setup-grafana/installation/#hardware-recommendations); half of it to start with, and half as much again for a burst of people',
};

/** Where everything lies that Grafana writes itself. */
const dataFolder = '/var/lib/grafana';

/**
 * Grafana. With its database on a volume it never runs twice at a time; with PostgreSQL its pods hold nothing. Dashboards
 * are picked up as they change; configuration and data sources are read at the start.
 */
export function addGrafana(scope: Construct, { placement, config, dataSources: sources, dashboards, storageClass }: GrafanaProps): void {
  const folders = dashboardFolders(dashboards);
  const ini = { 'grafana.ini': iniText(grafanaConfig(config)) };
  const datasourceFiles = { 'belfry.yaml': toYaml(dataSources(sources)) };
  const providerFiles = { 'belfry.yaml': toYaml(dashboardProviders(folders)) };
  configMap(scope, placement, 'grafana-config', ini);
  configMap(scope, placement, 'grafana-datasources', datasourceFiles);
  configMap(scope, placement, 'grafana-dashboard-providers', providerFiles);
  const { adminUser, adminPassword, encryptionKey } = config.secrets;
  const pod = (data: Mount): PodOptions => ({
    args: [],
    env: { GF_PATHS_CONFIG: '/etc/grafana/config/grafana.ini', GF_PATHS_PROVISIONING: '/etc/grafana/provisioning' },
    user: { uid: grafana, gid: grafana, fsGroup: grafana },
    resources,
    probes: {
      // Five minutes for the migration of the database after an upgrade.
      startup: probe('/api/health', 'http', { every: 5, failures: 60 }),
      readiness: probe('/api/health', 'http', { every: 5, failures: 3 }),
      // Does not look at the database: https://github.com/grafana/grafana/pull/27536.
      liveness: probe('/healthz', 'http', { every: 15, failures: 6 }),
    },
    mounts: [
      configMount('config', '/etc/grafana/config', 'grafana-config'),
      configMount('datasources', '/etc/grafana/provisioning/datasources', 'grafana-datasources'),
      configMount('providers', '/etc/grafana/provisioning/dashboards', 'grafana-dashboard-providers'),
      ...folders.map((folder) => projectedMount(`folder-${folder.name}`, folderPath(folder), folder.configMaps)),
      data,
      scratchMount('search', '/var/lib/grafana-search', mebibytes(128)),
      scratchMount('tmp', '/tmp', mebibytes(128)),
      ...secretMounts([adminUser, adminPassword, encryptionKey, ...databaseSecrets(config.database), ...(config.login === undefined ? [] : [config.login.clientSecret])]),
    ],
    graceSeconds: 60,
    configChecksum: checksum({ ...ini, 'datasources.yaml': datasourceFiles['belfry.yaml'], 'providers.yaml': providerFiles['belfry.yaml'] }),
  });
  if (config.database.kind === 'postgres') {
    statelessDeployment(scope, placement, pod(scratchMount('data', dataFolder, mebibytes(256))));
    return;
  }
  // Users, preferences and annotations are a few MiB.
  const claim = { name: 'grafana-data', size: gibibytes(2), storageClass };
  singletonDeployment(scope, placement, pod({ name: 'data', path: dataFolder, source: { kind: 'claim', claim: claim.name } }), claim);
}

/** The ConfigMaps of the dashboards, one each: objects of their own, so that they are reviewed apart from the program. */
export function addDashboards(scope: Construct, placement: Placement, dashboards: readonly DashboardFile[]): void {
  for (const dashboard of dashboards) configMap(scope, placement, dashboardConfigMap(dashboard), { [`${dashboard.uid}.json`]: dashboard.json });
}
