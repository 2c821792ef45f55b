import type { RuleGroup } from '../../lib/rule/group';
import { group } from '../../lib/rule/group';
import { alertmanagerAlerts } from './alertmanager-alerts';
import { certificateAlerts } from './certificate-alerts';
import { collectorAlerts } from './collector-alerts';
import { deliveryAlerts } from './delivery-alerts';
import { evaluationAlerts } from './evaluation-alerts';
import { exporterAlerts } from './exporter-alerts';
import { grafanaAlerts } from './grafana-alerts';
import { jaegerAlerts } from './jaeger-alerts';
import { kubernetesAlerts } from './kubernetes-alerts';
import { lokiAlerts } from './loki-alerts';
import { lokiRulerAlerts } from './loki-ruler-alerts';
import { nodeAlerts } from './node-alerts';
import { prometheusAlerts } from './prometheus-alerts';
import { targetAlerts } from './target-alerts';
import { volumeAlerts } from './volume-alerts';
import { watchdog } from './watchdog';
import { workloadAlerts } from './workload-alerts';

/** All rules by which the stack watches itself, a group for each part. */
export const belfryGroups: readonly RuleGroup[] = [
  group('belfry-heartbeat', { rules: [watchdog] }),
  group('belfry-targets', { rules: targetAlerts }),
  group('belfry-prometheus', { rules: prometheusAlerts }),
  group('belfry-evaluation', { rules: evaluationAlerts }),
  group('belfry-delivery', { rules: deliveryAlerts }),
  group('belfry-alertmanager', { rules: alertmanagerAlerts }),
  group('belfry-loki', { rules: [...lokiAlerts, ...lokiRulerAlerts] }),
  group('belfry-jaeger', { rules: jaegerAlerts }),
  group('belfry-collector', { rules: collectorAlerts }),
  group('belfry-grafana', { rules: grafanaAlerts }),
  group('belfry-exporters', { rules: exporterAlerts }),
  group('belfry-volumes', { rules: volumeAlerts }),
  group('belfry-nodes', { rules: nodeAlerts }),
  group('belfry-kubernetes', { rules: kubernetesAlerts }),
  group('belfry-workloads', { rules: workloadAlerts }),
  group('belfry-certificates', { rules: certificateAlerts }),
];
