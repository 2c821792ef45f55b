import type { System } from '../../lib/rule/system';
import * as blackbox from '../../lib/metric/exporters/blackbox';
import { belfryGroups } from './groups';

/** The stack itself. */
export const belfry: System = { name: 'belfry', title: 'Belfry', metrics: Object.values(blackbox), groups: belfryGroups };
