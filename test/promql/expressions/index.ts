import { counters } from './counters';
import { gauges } from './gauges';
import { histograms } from './histograms';
import { operators } from './operators';
import type { Witness } from './witness';

/** Expressions of every constructor that needs no feature flag. */
export const expressions: readonly Witness[] = [...counters, ...operators, ...gauges, ...histograms];
