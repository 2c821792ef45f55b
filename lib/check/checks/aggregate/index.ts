import type { Check } from '../../check';
import { countOfBool } from './count-of-bool';
import { poisoned } from './poisoned';
import { sumOfMoments } from './sum-of-moments';
import { sumOfRatios } from './sum-of-ratios';
import { topSeries } from './top-series';

export const aggregateChecks: readonly Check[] = [countOfBool, sumOfRatios, sumOfMoments, poisoned, topSeries];
