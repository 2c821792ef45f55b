import { days, seconds } from '../../lib/core/duration';
import { percent } from '../../lib/core/quantity';
import type { LogClass } from '../../lib/component/shared/estimate';
import { buatfilmDashboards } from '../../dashboards/buatfilm';
import { buatfilmRouting } from '../../rules/buatfilm/routing';
import { buatfilm } from '../../rules/buatfilm/system';
import { buatfilmProbes, buatfilmScrape } from '../../rules/buatfilm/targets';
import type { Environment } from '../environment';
import { withSystem } from './with-system';

/** What the payment API wrote is asked for when the books of a year are closed. */
const paymentLogs: LogClass = { streams: { service_name: 'buatfilm-payment-api' }, keep: days(365), share: percent(20) };

/** BuatFilm alone: films sold through a payment provider. */
export const buatfilmEnvironment: Environment = withSystem({
  slowTrace: seconds(2),
  logClasses: [paymentLogs],
  system: buatfilm,
  team: buatfilmRouting,
  dashboards: buatfilmDashboards,
  scrape: buatfilmScrape,
  probes: buatfilmProbes,
});
