import type { Check } from '../check';
import { aggregateChecks } from './aggregate';
import { counterChecks } from './counter';
import { gaugeChecks } from './gauge';
import { histogramChecks } from './histogram';

/** Every check, by family. */
export const checks: readonly Check[] = [...histogramChecks, ...counterChecks, ...gaugeChecks, ...aggregateChecks];
