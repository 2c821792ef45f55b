import type { RuleGroup } from '../../lib/rule/group';
import { group } from '../../lib/rule/group';
import { cacheAndQueueAlerts, databaseAlerts, hostAlerts, thirdPartyDown } from './dependency-alerts';
import { serviceAlerts } from './service-alerts';
import { apdex, errorShares } from './recordings';
import { bakhmachSlos } from './slos';

/** All rules of Bakhmach, a group for each part that people work on. */
export const bakhmachGroups: readonly RuleGroup[] = [
  group('bakhmach-requests', { rules: [...errorShares, apdex] }),
  group('bakhmach-service', { rules: serviceAlerts }),
  group('bakhmach-database', { rules: databaseAlerts }),
  group('bakhmach-cache-and-queue', { rules: cacheAndQueueAlerts }),
  group('bakhmach-hosts', { rules: hostAlerts }),
  group('bakhmach-payments', { rules: [thirdPartyDown] }),
  ...bakhmachSlos.flatMap(({ groups }) => groups),
];
