import type { Check } from '../../check';
import { lowIsBad } from './low-is-bad';
import { successAbove } from './success-above';

export const directionChecks: readonly Check[] = [lowIsBad, successAbove];
