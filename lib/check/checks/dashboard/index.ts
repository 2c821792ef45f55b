import type { Check } from '../../check';
import { beyondRetention } from './beyond-retention';
import { envelope } from './envelope';
import { noUid } from './no-uid';
import { unknownVariable } from './unknown-variable';

export const dashboardChecks: readonly Check[] = [unknownVariable, envelope, beyondRetention, noUid];
