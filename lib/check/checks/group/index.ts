import type { Check } from '../../check';
import { duplicate } from './duplicate';
import { impatient } from './impatient';
import { interval } from './interval';

export const groupChecks: readonly Check[] = [duplicate, interval, impatient];
