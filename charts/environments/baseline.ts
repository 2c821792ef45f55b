import { seconds } from '../../lib/core/duration';
import { baselineDashboards } from '../../dashboards/baseline';
import { baselineRouting } from '../../rules/baseline/routing';
import { baseline } from '../../rules/baseline/system';
import { baselineProbes, baselineScrape } from '../../rules/baseline/targets';
import type { Environment } from '../environment';
import { withSystem } from './with-system';

/** A backend of Node.js alone: the smallest stack that is whole. */
export const baselineEnvironment: Environment = withSystem({ slowTrace: seconds(1), system: baseline, team: baselineRouting, dashboards: baselineDashboards, scrape: baselineScrape, probes: baselineProbes });
