import type { RuleGroup } from '../../lib/rule/group';
import { group } from '../../lib/rule/group';
import { apiAlerts } from './api-alerts';
import { dependencyAlerts } from './dependency-alerts';
import { canvascastSloGroups } from './slos';
import { workerAlerts } from './worker-alerts';

/** All rules of CanvasCast, a group for each part that people work on. */
export const canvascastGroups: readonly RuleGroup[] = [
  group('canvascast-api', { rules: apiAlerts }),
  group('canvascast-worker', { rules: workerAlerts }),
  group('canvascast-dependencies', { rules: dependencyAlerts }),
  ...canvascastSloGroups,
];
