import { queriesOf } from '../../dashboard/panel/panel';
import type { PanelCheck } from './panel-check';

export const emptyLegend: PanelCheck = {
  id: 'dashboard/empty-legend',
  severity: 'error',
  title: 'a legend that says nothing',
  why: 'Grafana names such a line after its whole set of labels, or not at all',
  find({ panel }) {
    return queriesOf(panel).flatMap(({ legend }) => (legend?.text.trim() === '' ? [{ message: 'its legend is empty', fix: 'say what the line is, or leave the legend out' }] : []));
  },
};
