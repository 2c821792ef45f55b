import type { Panel } from '../../dashboard/panel/panel';
import type { PanelCheck } from './panel-check';

export const unknownUnit: PanelCheck = {
  id: 'dashboard/unknown-unit',
  severity: 'warning',
  title: 'a number without a unit',
  why: 'a bare number leaves the reader to guess whether 300 is bytes, milliseconds or people',
  find({ panel }) {
    return displaysOf(panel).some((display) => display === undefined) ? [{ message: 'the unit of its expression is unknown', fix: 'build the expression from declared metrics, or give the panel a display' }] : [];
  },
};

function displaysOf(panel: Panel): readonly (string | undefined)[] {
  switch (panel.kind) {
    case 'timeSeries':
      return panel.right === undefined ? [panel.display] : [panel.display, panel.right.display];
    case 'stat':
    case 'gauge':
    case 'barGauge':
      return panel.states.length > 0 ? [] : [panel.display];
    case 'heatmap':
    case 'histogram':
      return [panel.display];
    case 'table':
    case 'barChart':
      return panel.columns.map(({ display }) => display);
    default:
      return [];
  }
}
