import type { Panel } from '../../dashboard/panel/panel';
import type { Query } from '../../dashboard/query';
import type { PanelCheck } from './panel-check';

export const ambiguousLegend: PanelCheck = {
  id: 'dashboard/ambiguous-legend',
  severity: 'error',
  title: 'lines of one name',
  why: 'lines of one name cannot be told apart: the reader sees that something is wrong, but not where',
  find({ panel }) {
    return namedQueriesOf(panel).flatMap((query) => {
      const left = unnamedLabels(query);
      if (left.length === 0) return [];
      const which = left.join(', ');
      return [{ message: `lines that differ in ${which} alone have one name`, fix: `aggregate ${which} away, as in sum(...).by(...), or name ${left.length === 1 ? 'it' : 'them'} in the legend` }];
    });
  },
};

/** Queries whose lines are known by their legends. Tables and bars have the labels themselves, a heatmap has its bounds. */
function namedQueriesOf(panel: Panel): readonly Query[] {
  switch (panel.kind) {
    case 'timeSeries':
      return [...panel.queries, ...(panel.right?.queries ?? [])];
    case 'stat':
    case 'gauge':
    case 'barGauge':
    case 'stateTimeline':
      return panel.queries;
    default:
      return [];
  }
}

/** Labels with more than one possible value that the legend does not name. */
function unnamedLabels({ labels, legend }: Query): string[] {
  return [...labels.known].filter(([label, { values }]) => (values === 'open' || values.length > 1) && legend?.named.has(label) !== true).map(([label]) => label);
}
