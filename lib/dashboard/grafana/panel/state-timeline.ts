import type { StateTimelinePanel } from '../../panel/state-timeline';
import { fieldDefaults, linkOverrides } from '../field-config';
import { promTarget } from '../target';
import type { FrameJson, PanelJson } from './frame';

export function stateTimelineJson(panel: StateTimelinePanel, frame: FrameJson): PanelJson {
  return {
    type: 'state-timeline',
    ...frame,
    targets: panel.queries.map((query, index) => promTarget(query, { index, ask: 'range', format: 'time_series', display: undefined, title: panel.title })),
    options: {
      showValue: 'auto',
      rowHeight: 0.9,
      mergeValues: true,
      alignValue: 'left',
      legend: { displayMode: 'list', placement: 'bottom', showLegend: false, calcs: [] },
      tooltip: { mode: 'single', sort: 'none' },
    },
    fieldConfig: { defaults: { ...fieldDefaults({ states: panel.states }), color: { mode: 'fixed', fixedColor: 'text' }, custom: { fillOpacity: 70, lineWidth: 0 } }, overrides: linkOverrides(panel.queries) },
  };
}
