import { seconds } from '../../lib/core/duration';
import { smallProfile } from '../../lib/stack/monitoring-stack';
import { belfryDashboards } from '../../dashboards/belfry';
import { canvascastDashboards } from '../../dashboards/canvascast';
import { belfry } from '../../rules/belfry/system';
import { canvascast } from '../../rules/canvascast/system';
import { canvascastProbes, canvascastScrape } from '../../rules/canvascast/targets';
import { alertRouting } from '../../rules/routing';
import type { Environment } from '../environment';
import { gitOps, retention } from './with-system';

/** One of each component on local volumes: a cluster of a few nodes, with CanvasCast beside it. */
export const small: Environment = {
  environment: 'small',
  clusterName: 'small',
  profile: smallProfile({ workload: { retention: { metrics: retention } } }),
  systems: [belfry, canvascast],
  routing: alertRouting,
  dashboards: [...canvascastDashboards, ...belfryDashboards],
  links: { runbooks: 'https://runbooks.example.com/', grafana: 'https://grafana.example.com/' },
  externalUrls: { grafana: 'https://grafana.example.com', prometheus: 'https://prometheus.example.com', alertmanager: 'https://alertmanager.example.com' },
  intervals: { scrapeInterval: seconds(15), evaluationInterval: seconds(15), retention, prometheus: 3 },
  scrape: canvascastScrape,
  probes: canvascastProbes,
  gitOps,
};
