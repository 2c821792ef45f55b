import type { RuleGroup } from '../../lib/rule/group';
import { group } from '../../lib/rule/group';
import { businessAlerts, fraudDetectionRateLow } from './business-alerts';
import { paymentAlerts, telegramAlerts } from './payment-alerts';
import { containerAlerts, databaseAlerts, hostAlerts } from './platform-alerts';
import { fraudAlerts, historyAlerts, repeatedAlert, requestsPerSecond, securityAlerts } from './security-alerts';
import { serviceAlerts } from './service-alerts';
import { quickcartSlos } from './slos';

/** All rules of QuickCart, a group for each part that people work on. */
export const quickcartGroups: readonly RuleGroup[] = [
  group('quickcart-hosts', { rules: hostAlerts }),
  group('quickcart-databases', { rules: databaseAlerts }),
  group('quickcart-containers', { rules: containerAlerts }),
  group('quickcart-service', { rules: serviceAlerts }),
  group('quickcart-payments', { rules: paymentAlerts }),
  group('quickcart-telegram', { rules: telegramAlerts }),
  group('quickcart-business', { rules: businessAlerts }),
  group('quickcart-fraud', { rules: [...fraudAlerts, fraudDetectionRateLow] }),
  group('quickcart-security', { rules: securityAlerts }),
  group('quickcart-history', { rules: [requestsPerSecond, ...historyAlerts] }),
  group('quickcart-alerting', { rules: [repeatedAlert] }),
  ...quickcartSlos.flatMap(({ groups }) => groups),
];
