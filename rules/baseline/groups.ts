import type { RuleGroup } from '../../lib/rule/group';
import { group } from '../../lib/rule/group';
import { dependencyAlerts } from './dependency-alerts';
import { latencyQuantiles } from './recordings';
import { serviceAlerts } from './service-alerts';
import { baselineSlos } from './slos';

/** All rules of the backend. */
export const baselineGroups: readonly RuleGroup[] = [
  group('baseline-latency', { rules: latencyQuantiles }),
  group('baseline-service', { rules: serviceAlerts }),
  group('baseline-dependencies', { rules: dependencyAlerts }),
  ...baselineSlos.flatMap(({ groups }) => groups),
];
