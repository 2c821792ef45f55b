import type { Duration } from '../../lib/core/duration';
import { days, seconds } from '../../lib/core/duration';
import { percent } from '../../lib/core/quantity';
import type { LogClass } from '../../lib/component/shared/estimate';
import type { Dashboard } from '../../lib/dashboard/model';
import type { Team } from '../../lib/route/team';
import type { System } from '../../lib/rule/system';
import type { GitOps } from '../../lib/stack/gitops/argo-cd';
import type { EnvironmentSpec } from '../../lib/stack/synthesize';
import { smallProfile } from '../../lib/stack/monitoring-stack';
import { belfryDashboards } from '../../dashboards/belfry';
import { belfry } from '../../rules/belfry/system';
import { routingWith } from '../../rules/routing';
import type { Environment } from '../environment';

/** The 30 days over which objectives are promised, and a little more. */
export const retention = days(35);

/** Argo CD fetches `dist/` from here. */
export const gitOps: GitOps = { repository: 'https://git.example.com/platform/monitoring.git' };

/** What differs between the stacks of two systems. */
export interface SystemEnvironment extends Pick<EnvironmentSpec, 'scrape' | 'probes'> {
  /** Traces that take longer are all kept, as are those that failed; of the rest a tenth is. @default every trace is kept */
  readonly slowTrace?: Duration;
  readonly system: System;
  /** Logs that are kept for a time of their own. @default none */
  readonly logClasses?: readonly LogClass[];
  /** The system's part of the routing tree. */
  readonly team: Team;
  readonly dashboards: readonly Dashboard[];
}

/**
 * A stack of the profile `small` that watches itself and one system: `dist/<system>/` holds all that this system needs,
 * and nothing of another.
 */
export function withSystem({ slowTrace, system, logClasses = [], team, dashboards, scrape, probes }: SystemEnvironment): Environment {
  const domain = `${system.name}.example.com`;
  return {
    environment: system.name,
    clusterName: system.name,
    profile: smallProfile({ workload: { retention: { metrics: retention, logClasses } }, ...(slowTrace === undefined ? {} : { sampling: { afterwards: { slowerThan: slowTrace, rest: percent(10) } } }) }),
    systems: [belfry, system],
    routing: routingWith(team),
    dashboards: [...dashboards, ...belfryDashboards],
    links: { runbooks: 'https://runbooks.example.com/', grafana: `https://grafana.${domain}/` },
    externalUrls: { grafana: `https://grafana.${domain}`, prometheus: `https://prometheus.${domain}`, alertmanager: `https://alertmanager.${domain}` },
    intervals: { scrapeInterval: seconds(15), evaluationInterval: seconds(15), retention, prometheus: 3 },
    scrape,
    probes,
    gitOps,
  };
}
