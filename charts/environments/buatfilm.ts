import { buatfilmDashboards } from '../../dashboards/buatfilm';
import { buatfilmRouting } from '../../rules/buatfilm/routing';
import { buatfilm } from '../../rules/buatfilm/system';
import { buatfilmProbes, buatfilmScrape } from '../../rules/buatfilm/targets';
import type { Environment } from '../environment';
import { withSystem } from './with-system';

/** BuatFilm alone: films sold through a payment provider. */
export const buatfilmEnvironment: Environment = withSystem({ system: buatfilm, team: buatfilmRouting, dashboards: buatfilmDashboards, scrape: buatfilmScrape, probes: buatfilmProbes });
