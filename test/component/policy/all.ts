import type { PolicyCheck } from './check';
import { configurationChecks } from './configuration';
import { deliveryChecks } from './delivery';
import { reliabilityChecks } from './reliability';
import { securityChecks } from './security';

export const checks: readonly PolicyCheck[] = [...securityChecks, ...reliabilityChecks, ...deliveryChecks, ...configurationChecks];
