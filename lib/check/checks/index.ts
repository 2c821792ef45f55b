import type { Check } from '../check';
import { histogramChecks } from './histogram';

/** Every check, by family. */
export const checks: readonly Check[] = [...histogramChecks];
