import { stackExporters } from '../../lib/metric/exporters/all';
import { everyTarget } from '../../lib/metric/exporters/scrape';
import type { System } from '../../lib/rule/system';
import { belfryGroups } from './groups';

/** The stack itself, and the cluster that it runs on. */
export const belfry: System = {
  name: 'belfry',
  title: 'Belfry',
  metrics: [...stackExporters.flatMap(({ metrics }) => metrics), everyTarget.up, everyTarget.scrapeDuration, everyTarget.samplesAfterRelabelling],
  groups: belfryGroups,
};
