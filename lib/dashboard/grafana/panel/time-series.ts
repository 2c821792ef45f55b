import { formatDuration } from '../../../core/duration';
import type { TimeSeriesPanel } from '../../panel/time-series';
import type { Query } from '../../query';
import type { Override } from '../field-config';
import { fieldDefaults, linkOverrides } from '../field-config';
import { promTarget, refId } from '../target';
import type { FrameJson, PanelJson } from './frame';

export function timeSeriesJson(panel: TimeSeriesPanel, frame: FrameJson): PanelJson {
  const right = panel.right?.queries ?? [];
  const queries = [...panel.queries, ...right];
  return {
    type: 'timeseries',
    ...frame,
    ...(panel.step === undefined ? {} : { interval: formatDuration(panel.step) }),
    targets: queries.map((query, index) => {
      const display = index < panel.queries.length ? panel.display : panel.right?.display;
      return promTarget(query, { index, ask: 'range', format: 'time_series', display, title: panel.title, window: panel.window });
    }),
    options: { legend: legendOf(queries), tooltip: { mode: 'multi', sort: 'desc' } },
    fieldConfig: {
      defaults: {
        ...fieldDefaults({ display: panel.display, thresholds: panel.thresholds, max: panel.axis.to?.value, min: panel.axis.from?.value }),
        color: { mode: 'palette-classic-by-name' },
        custom: {
          ...drawing(panel),
          ...(panel.axis.from === undefined && panel.axis.scale !== 'logarithmic' ? { axisSoftMin: 0 } : {}),
          ...(panel.axis.scale === 'logarithmic' ? { scaleDistribution: { type: 'log', log: 10 } } : {}),
          ...(panel.isStacked ? { stacking: { mode: 'normal' } } : {}),
          ...(panel.thresholds === undefined ? {} : { thresholdsStyle: { mode: 'dashed' } }),
        },
      },
      overrides: [...rightAxis(panel), ...linkOverrides(queries)],
    },
  };
}

function drawing({ style, isStacked }: TimeSeriesPanel): { readonly drawStyle: 'line' | 'bars'; readonly lineWidth: number; readonly fillOpacity: number; readonly showPoints: 'auto' | 'never' } {
  if (style === 'bars') return { drawStyle: 'bars', lineWidth: 1, fillOpacity: 80, showPoints: 'never' };
  return { drawStyle: 'line', lineWidth: 1, fillOpacity: isStacked ? 60 : 8, showPoints: 'auto' };
}

/** One line needs no table; several are compared by their newest and their worst. */
function legendOf(queries: readonly Query[]): { readonly displayMode: 'list' | 'table'; readonly placement: 'bottom'; readonly showLegend: boolean; readonly calcs: readonly string[] } {
  const isSingle = queries.length === 1 && queries[0]?.labels.known.size === 0;
  return isSingle ? { displayMode: 'list', placement: 'bottom', showLegend: false, calcs: [] } : { displayMode: 'table', placement: 'bottom', showLegend: true, calcs: ['lastNotNull', 'max'] };
}

function rightAxis({ queries, right }: TimeSeriesPanel): Override[] {
  if (right === undefined) return [];
  return right.queries.map((_query, index) => ({
    matcher: { id: 'byFrameRefID', options: refId(queries.length + index) },
    properties: [{ id: 'custom.axisPlacement', value: 'right' }, ...(right.display === undefined ? [] : [{ id: 'unit', value: right.display }])],
  }));
}
