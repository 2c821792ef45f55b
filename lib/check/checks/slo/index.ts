import type { Check } from '../../check';
import { budget } from './budget';
import { unreachable } from './unreachable';
import { waiting } from './waiting';
import { windows } from './windows';

export const sloChecks: readonly Check[] = [unreachable, budget, windows, waiting];
