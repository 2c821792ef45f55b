import type { App, Chart } from 'cdk8s';
import { checkLogRules } from '../check/check-log-rules';
import { checkRules } from '../check/check-rules';
import { checks } from '../check/checks/index';
import { checkRouting, routeChecks } from '../check/route/all';
import { panelChecks, panelProblems } from '../check/dashboard/panel-problems';
import { at } from '../core/data';
import type { Problem } from '../core/problem';
import { refuse } from '../core/problem';
import type { SecretKey } from '../core/secret';
import type { Data } from '../core/yaml';
import { toYaml } from '../core/yaml';
import type { CatalogDefaults } from '../metric/catalog';
import { Catalog } from '../metric/catalog';
import type { Dashboard } from '../dashboard/model';
import { renderDashboards } from '../dashboard/grafana/render';
import { alertsOf, recordingsOf } from '../rule/group';
import { logAlertsOf } from '../rule/log-alert';
import { logRuleFileDocument } from '../rule/log-rule-file';
import type { RuleLinks } from '../rule/rule-file';
import { ruleFileDocument } from '../rule/rule-file';
import type { System } from '../rule/system';
import type { RoutableAlert } from '../route/alert';
import type { RouteNode } from '../route/model';
import { deliveryTable } from '../route/delivery-table';
import { renderRouting } from '../route/render';
import type { Routing } from '../route/routing';
import { madeByBelfry } from './dist';
import type { GitOps } from './gitops/argo-cd';
import { argoFiles, kustomization } from './gitops/files';
import { manifestFile } from './manifest';
import type { MonitoringStackProps } from './monitoring-stack';
import { monitoringStack } from './monitoring-stack';

/** What one environment is made of. */
export interface EnvironmentSpec extends Omit<MonitoringStackProps, 'ruleFiles' | 'logRuleFiles' | 'alertmanager' | 'dashboards'> {
  readonly systems: readonly System[];
  readonly routing: Routing;
  readonly dashboards: readonly Dashboard[];
  readonly links: RuleLinks;
  /** Whether a runbook page exists, by its path as alerts name it. */
  readonly runbookExists: (path: string) => boolean;
  readonly intervals: CatalogDefaults;
  /** For delivery by Argo CD. @default no Application; there is always a kustomization */
  readonly gitOps?: GitOps;
}

/** The files of an environment, and what is in them. */
export interface Synthesis {
  /** Path below the output folder to content. */
  readonly files: ReadonlyMap<string, string>;
  readonly counts: SynthesisCounts;
  /** What does not stop the synthesis but should be read. */
  readonly remarks: readonly Problem[];
  /** The Secrets that must exist before the first apply. */
  readonly secrets: readonly SecretKey[];
  /** The namespaces of the watched systems that must exist before the first apply, sorted: Roles stand in them. */
  readonly namespaces: readonly string[];
}

export interface SynthesisCounts {
  readonly components: number;
  readonly objects: number;
  readonly alerts: number;
  readonly recordings: number;
  readonly routes: number;
  readonly dashboards: number;
  readonly panels: number;
  /** Different checks that were made. */
  readonly checks: number;
}

/**
 * Checks an environment as a whole and makes its manifests.
 *
 * @throws BelfryError with every mistake that was found, before anything is written
 */
export function synthesize(app: App, spec: EnvironmentSpec): Synthesis {
  const groups = spec.systems.flatMap((system) => system.groups);
  const alerts = alertsOf(groups);
  const logGroups = spec.systems.flatMap((system) => system.logGroups ?? []);
  const routed: readonly RoutableAlert[] = [...alerts, ...logAlertsOf(logGroups)];
  const rules = { alerts, recordings: recordingsOf(groups) };
  const catalog = new Catalog([...spec.systems.flatMap(({ metrics }) => metrics), ...recordingsOf(groups)], spec.intervals);
  const rendered = renderRouting(spec.routing);
  const dashboards = renderDashboards(spec.dashboards);
  const stack = monitoringStack(app, {
    ...spec,
    ruleFiles: spec.systems.map(({ name, groups: own }) => ({ name, content: toYaml(ruleFileDocument(own, spec.links)) })),
    logRuleFiles: spec.systems.flatMap(({ name, logGroups: own = [] }) => (own.length === 0 ? [] : [{ name, content: toYaml(logRuleFileDocument(own, spec.links)) }])),
    alertmanager: { config: rendered.config, secrets: rendered.secrets, templates: rendered.templates, environment: rendered.environment },
    dashboards,
  });
  const scrapedJobs = new Set(stack.scrapeJobs.map(({ name }) => name));
  const problems = [
    ...checkRules(groups, catalog, { runbookExists: spec.runbookExists }),
    ...checkLogRules(logGroups, { runbookExists: spec.runbookExists, others: alerts }),
    ...checkRouting(spec.routing, routed),
    ...spec.dashboards.flatMap((dashboard) => panelProblems(dashboard, catalog, scrapedJobs, rules)),
  ];
  refuse(problems);
  const files = new Map<string, string>();
  const parts = stack.charts.map((chart) => ({ id: chart.node.id, objects: objectsOf(chart) }));
  const all = parts.flatMap(({ objects }) => objects);
  const add = ([path, content]: readonly [path: string, content: string]): void => {
    files.set(`${spec.environment}/${path}`, content);
  };
  for (const { id, objects } of parts) add([`${id}.yaml`, manifestFile(spec.environment, id, objects)]);
  add(kustomization(stack.identity, parts));
  if (spec.gitOps !== undefined) for (const file of argoFiles(stack.identity, spec.gitOps, parts, stack.waves)) add(file);
  files.set(`${spec.environment}/connections.md`, `# ${madeByBelfry}: who may talk to whom in the environment ${spec.environment}\n\n${stack.connectionTables}\n`);
  files.set(`${spec.environment}/delivery.md`, deliveryPage(spec, routed));
  return {
    files,
    counts: {
      components: stack.charts.length,
      objects: all.length,
      alerts: routed.length,
      recordings: recordingsOf(groups).length,
      routes: countRoutes(spec.routing.root),
      dashboards: dashboards.length,
      panels: spec.dashboards.reduce((sum, { rows }) => sum + rows.reduce((inRow, { panels }) => inRow + panels.length, 0), 0),
      checks: checks.length + routeChecks.length + panelChecks.length,
    },
    remarks: problems,
    secrets: stack.secrets,
    namespaces: namespacesOfOthers(all),
  };
}

function objectsOf(chart: Chart): readonly Data[] {
  const objects: readonly Data[] = chart.toJson();
  return objects;
}

function namespacesOfOthers(manifests: readonly Data[]): readonly string[] {
  const own = new Set(manifests.flatMap((manifest) => (at(manifest, 'kind') === 'Namespace' ? [at(manifest, 'metadata', 'name')] : [])));
  // Every cluster has these from its first moment.
  const there = ['default', 'kube-system'];
  const used = new Set(manifests.map((manifest) => at(manifest, 'metadata', 'namespace')).filter((namespace) => typeof namespace === 'string'));
  return [...used].filter((namespace) => !own.has(namespace) && !there.includes(namespace)).sort();
}

/** Who is told of what, beside the manifests: a change of routing shows in a pull request as what it means. */
function deliveryPage({ environment, routing }: EnvironmentSpec, alerts: readonly RoutableAlert[]): string {
  return `# ${madeByBelfry}: who is told of which alert in the environment ${environment}\n\n${deliveryTable(routing, alerts)}`;
}

function countRoutes(node: RouteNode): number {
  return node.children.reduce((sum, child) => sum + countRoutes(child), 1);
}
