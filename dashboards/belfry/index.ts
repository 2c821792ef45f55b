import type { Dashboard } from '../../lib/dashboard/model';
import { alertmanager } from './alertmanager';
import { agent, gateway } from './collector';
import { delivery } from './delivery';
import { exporters } from './exporters';
import { grafana } from './grafana';
import { jaeger } from './jaeger';
import { kubernetes } from './kubernetes';
import { logsOverview } from './logs';
import { loki } from './loki';
import { nodes } from './nodes';
import { probes } from './probes';
import { prometheus } from './prometheus';
import { rules } from './rules';
import { stack } from './stack';
import { targets } from './targets';
import { tracesOverview } from './traces';
import { volumes } from './volumes';
import { workloads } from './workloads';

/** The dashboards of the stack itself and of the cluster that it runs on. */
export const belfryDashboards: readonly Dashboard[] = [
  stack, prometheus, rules, targets, delivery, alertmanager, loki, jaeger, agent, gateway, grafana, probes, volumes, nodes, workloads, kubernetes, exporters, logsOverview, tracesOverview,
];
