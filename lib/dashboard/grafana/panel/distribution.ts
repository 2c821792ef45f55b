import type { HeatmapPanel, HistogramPanel } from '../../panel/distribution';
import { fieldDefaults, linkOverrides } from '../field-config';
import { promTarget } from '../target';
import type { FrameJson, PanelJson } from './frame';

export function heatmapJson(panel: HeatmapPanel, frame: FrameJson): PanelJson {
  return {
    type: 'heatmap',
    ...frame,
    targets: panel.queries.map((query, index) => promTarget(query, { index, ask: 'range', format: 'heatmap', display: undefined, title: panel.title })),
    options: {
      calculate: false,
      color: { mode: 'scheme', scheme: 'Oranges', fill: 'dark-orange', scale: 'exponential', exponent: 0.5, steps: 64, reverse: false },
      cellGap: 1,
      filterValues: { le: 1e-9 },
      showValue: 'never',
      // The data source turns cumulative buckets into cells whose upper bounds are the values of `le`.
      rowsFrame: { layout: 'auto' },
      yAxis: { ...(panel.display === undefined ? {} : { unit: panel.display }), axisPlacement: 'left', reverse: false },
      legend: { show: true },
      tooltip: { mode: 'single', yHistogram: true, showColorScale: false },
      exemplars: { color: 'rgba(255,0,255,0.7)' },
    },
    fieldConfig: { defaults: { custom: { scaleDistribution: { type: 'linear' } } }, overrides: [] },
  };
}

export function histogramJson(panel: HistogramPanel, frame: FrameJson): PanelJson {
  return {
    type: 'histogram',
    ...frame,
    targets: panel.queries.map((query, index) => promTarget(query, { index, ask: 'range', format: 'time_series', display: panel.display, title: panel.title })),
    options: { combine: true, legend: { displayMode: 'list', placement: 'bottom', showLegend: false, calcs: [] }, tooltip: { mode: 'single', sort: 'none' } },
    fieldConfig: { defaults: { ...fieldDefaults({ display: panel.display }), color: { mode: 'palette-classic' }, custom: { fillOpacity: 80, lineWidth: 1 } }, overrides: linkOverrides(panel.queries) },
  };
}
