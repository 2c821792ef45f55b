import { seconds } from '../../lib/core/duration';
import { canvascastDashboards } from '../../dashboards/canvascast';
import { canvascastRouting } from '../../rules/canvascast/routing';
import { canvascast } from '../../rules/canvascast/system';
import { canvascastProbes, canvascastScrape } from '../../rules/canvascast/targets';
import type { Environment } from '../environment';
import { withSystem } from './with-system';

/** CanvasCast alone: videos made from text. */
export const canvascastEnvironment: Environment = withSystem({ slowTrace: seconds(5), system: canvascast, team: canvascastRouting, dashboards: canvascastDashboards, scrape: canvascastScrape, probes: canvascastProbes });
