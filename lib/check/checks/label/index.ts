import type { Check } from '../../check';
import { overwritten } from './overwritten';
import { unknownGrouping } from './unknown-grouping';
import { valueInLabel } from './value-in-label';

export const labelChecks: readonly Check[] = [unknownGrouping, overwritten, valueInLabel];
