import type { Check } from '../../check';
import { manySeries } from './many-series';

export const scalarChecks: readonly Check[] = [manySeries];
