import { declaredIn } from '../shared/declared';
import type { System } from '../../lib/rule/system';
import { baselineGroups } from './groups';
import { baselineLogGroups } from './log-alerts';
import * as metrics from './metrics';

/** A backend of Node.js with a database, a cache and a queue: what every other system builds on. */
export const baseline: System = { name: 'baseline', title: 'Baseline', metrics: declaredIn(metrics), groups: baselineGroups, logGroups: baselineLogGroups };
