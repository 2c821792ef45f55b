import { didYouMean } from '../../core/names';
import { queriesOf } from '../../dashboard/panel/panel';
import { madeByPrometheus } from '../../metric/exporters/alert-state';
import { selectors } from '../../promql/node';
import type { PanelCheck } from './panel-check';

export const unknownMetric: PanelCheck = {
  id: 'dashboard/unknown-metric',
  severity: 'error',
  title: 'a panel over a metric that nobody exports',
  why: 'a panel over a metric that nobody exports stays empty, and looks like a system without traffic',
  find({ panel, catalog }) {
    const names = new Set(queriesOf(panel).flatMap(({ expression }) => selectors(expression).map(({ name }) => name)));
    return [...names].flatMap((name) => {
      if (name === undefined || madeByPrometheus.has(name) || catalog.find(name).length > 0) return [];
      return [{ message: `no system declares the metric '${name}'`, fix: didYouMean(name, catalog.names) || 'declare it among the metrics of its system, or drop the panel' }];
    });
  },
};
