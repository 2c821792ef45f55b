import type { LogClass } from '../../lib/component/shared/estimate';
import { days, seconds } from '../../lib/core/duration';
import { percent } from '../../lib/core/quantity';
import { quickcartDashboards } from '../../dashboards/quickcart';
import { quickcartRouting } from '../../rules/quickcart/routing';
import { quickcart } from '../../rules/quickcart/system';
import { quickcartProbes, quickcartScrape } from '../../rules/quickcart/targets';
import type { Environment } from '../environment';
import { withSystem } from './with-system';

/** A line of the shop is of several categories at once, so that all are kept as long as those of security. Archives for the law are stores of their own. */
const shopLogs: LogClass = { streams: { k8s_namespace_name: 'quickcart' }, keep: days(90), share: percent(50) };

/** QuickCart alone: a shop within Telegram. */
export const quickcartEnvironment: Environment = withSystem({ slowTrace: seconds(3), logClasses: [shopLogs], system: quickcart, team: quickcartRouting, dashboards: quickcartDashboards, scrape: quickcartScrape, probes: quickcartProbes });
