import type { SingleValuePanel } from '../../panel/single-value';
import type { FieldDefaults } from '../field-config';
import { fieldDefaults, linkOverrides } from '../field-config';
import { promTarget } from '../target';
import type { FrameJson, PanelJson } from './frame';

/** The newest value of each series. */
const newest = { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, orientation: 'auto' } as const;

export function singleValueJson(panel: SingleValuePanel, frame: FrameJson): PanelJson {
  const { display, thresholds, states, whenEmpty, scale } = panel;
  const isColoured = thresholds !== undefined;
  const color: FieldDefaults['color'] = isColoured ? { mode: 'thresholds' } : { mode: 'fixed', fixedColor: 'text' };
  const common = {
    ...frame,
    targets: panel.queries.map((query, index) => promTarget(query, { index, ask: panel.hasSparkline ? 'range' : 'newest', format: 'time_series', display, title: panel.title })),
    fieldConfig: {
      defaults: {
        ...fieldDefaults({ display, thresholds, states, whenEmpty, min: scale?.from.value, max: scale?.to.value }),
        color,
      },
      overrides: linkOverrides(panel.queries),
    },
  } as const;
  switch (panel.kind) {
    case 'stat':
      return {
        type: 'stat',
        ...common,
        options: {
          ...newest,
          graphMode: panel.hasSparkline ? 'area' : 'none',
          colorMode: isColoured || states.length > 0 ? 'background_solid' : 'value',
          justifyMode: 'auto',
          textMode: 'auto',
          wideLayout: true,
          showPercentChange: false,
          percentChangeColorMode: 'standard',
        },
      };
    case 'gauge':
      return { type: 'gauge', ...common, options: { ...newest, showThresholdLabels: false, showThresholdMarkers: true, sizing: 'auto', minVizWidth: 75, minVizHeight: 75 } };
    case 'barGauge':
      return {
        type: 'bargauge',
        ...common,
        options: {
          ...newest,
          orientation: 'horizontal',
          displayMode: 'basic',
          valueMode: 'color',
          namePlacement: 'auto',
          showUnfilled: true,
          sizing: 'auto',
          minVizWidth: 8,
          minVizHeight: 16,
          maxVizHeight: 300,
          legend: { displayMode: 'list', placement: 'bottom', showLegend: false, calcs: [] },
        },
      };
  }
}
