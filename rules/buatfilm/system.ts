import type { System } from '../../lib/rule/system';
import { declaredIn } from '../shared/declared';
import { buatfilmGroups } from './groups';
import { buatfilmLogGroups } from './log-alerts';
import * as metrics from './metrics';

/** BuatFilm: films sold through a payment provider, by an API, a notification worker and a database between them. */
export const buatfilm: System = { name: 'buatfilm', title: 'BuatFilm', metrics: declaredIn(metrics), groups: buatfilmGroups, logGroups: buatfilmLogGroups };
