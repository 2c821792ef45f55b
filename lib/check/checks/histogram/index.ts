import type { Check } from '../../check';
import { familyName } from './family-name';
import { leDropped } from './le-dropped';
import { noRate } from './no-rate';
import { quantileRange } from './quantile-range';

export const histogramChecks: readonly Check[] = [noRate, familyName, leDropped, quantileRange];
