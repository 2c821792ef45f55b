import type { System } from '../../lib/rule/system';
import { declaredIn } from '../shared/declared';
import { bakhmachGroups } from './groups';
import * as metrics from './metrics';

/** Bakhmach: a hub for small businesses, with orders, payments and reports. */
export const bakhmach: System = { name: 'bakhmach', title: 'Bakhmach', metrics: declaredIn(metrics), groups: bakhmachGroups };
