import { declaredIn } from '../shared/declared';
import type { System } from '../../lib/rule/system';
import { baselineGroups } from './groups';
import * as metrics from './metrics';

/** A backend of Node.js with a database, a cache and a queue: what every other system builds on. */
export const baseline: System = { name: 'baseline', title: 'Baseline', metrics: declaredIn(metrics), groups: baselineGroups };
