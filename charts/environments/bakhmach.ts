import { bakhmachDashboards } from '../../dashboards/bakhmach';
import { bakhmachRouting } from '../../rules/bakhmach/routing';
import { slowLimit } from '../../rules/bakhmach/service-alerts';
import { bakhmach } from '../../rules/bakhmach/system';
import { bakhmachProbes, bakhmachScrape } from '../../rules/bakhmach/targets';
import type { Environment } from '../environment';
import { withSystem } from './with-system';

/** Bakhmach alone: a hub for small businesses. */
export const bakhmachEnvironment: Environment = withSystem({ slowTrace: slowLimit, system: bakhmach, team: bakhmachRouting, dashboards: bakhmachDashboards, scrape: bakhmachScrape, probes: bakhmachProbes });
