import type { Dashboard } from '../../lib/dashboard/model';
import { dependencies } from './dependencies';
import { service } from './service';

/** The dashboards of the backend. */
export const baselineDashboards: readonly Dashboard[] = [service, dependencies];
