import type { Check } from '../../check';
import { gaps } from './gaps';
import { needless } from './needless';
import { step } from './step';

export const subqueryChecks: readonly Check[] = [step, gaps, needless];
