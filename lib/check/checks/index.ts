import type { Check } from '../check';
import { aggregateChecks } from './aggregate';
import { conditionChecks } from './condition';
import { counterChecks } from './counter';
import { gaugeChecks } from './gauge';
import { histogramChecks } from './histogram';
import { rangeChecks } from './range';
import { timeChecks } from './time';
import { unitChecks } from './unit';

/** Every check, by family. */
export const checks: readonly Check[] = [histogramChecks, counterChecks, gaugeChecks, aggregateChecks, rangeChecks, conditionChecks, unitChecks, timeChecks].flat();
