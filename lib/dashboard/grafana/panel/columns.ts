import type { BarChartPanel } from '../../panel/bar-chart';
import type { Column } from '../../panel/column';
import type { TablePanel } from '../../panel/table';
import { thresholdSteps } from '../colour';
import type { Override } from '../field-config';
import { fieldDefaults } from '../field-config';
import { lineLinkJson } from '../link-json';
import { promTarget, refId } from '../target';
import type { FrameJson, PanelJson } from './frame';

/** Panels that stand on a table: each query yields a column, and lines with the same labels are joined. */
type TabularJson = Pick<Extract<PanelJson, { readonly type: 'table' }>, 'targets' | 'transformations'>;

function tabular(columns: readonly Column[]): TabularJson {
  const labels = [...(columns[0]?.query.labels.known.keys() ?? [])];
  return {
    targets: columns.map(({ query, display, title }, index) => promTarget(query, { index, ask: 'newest', format: 'table', display, title })),
    transformations: [
      ...(columns.length === 1 ? [] : [{ id: 'merge', options: {} }]),
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true },
          indexByName: Object.fromEntries([...labels, ...columns.map((_column, index) => valueField(index, columns.length))].map((field, index) => [field, index])),
          renameByName: Object.fromEntries(columns.map(({ title }, index) => [valueField(index, columns.length), title])),
        },
      },
    ],
  };
}

/** What the Prometheus data source calls the values of a query. Source: getValueText in packages/grafana-prometheus/src/result_transformer.ts in grafana/grafana */
function valueField(index: number, queries: number): string {
  return queries === 1 ? 'Value' : `Value #${refId(index)}`;
}

export function tableJson(panel: TablePanel, frame: FrameJson): PanelJson {
  return {
    type: 'table',
    ...frame,
    ...tabular(panel.columns),
    options: { frameIndex: 0, showHeader: true, cellHeight: 'sm', sortBy: [{ displayName: panel.sortBy, desc: true }] },
    fieldConfig: { defaults: { custom: { align: 'auto', inspect: false } }, overrides: panel.columns.map(columnOverride) },
  };
}

function columnOverride({ title, display, thresholds, query }: Column): Override {
  return {
    matcher: { id: 'byName', options: title },
    properties: [
      ...(display === undefined ? [] : [{ id: 'unit', value: display }]),
      ...(thresholds === undefined ? [] : [{ id: 'thresholds', value: thresholdSteps(thresholds) }, { id: 'color', value: { mode: 'thresholds' } }, { id: 'custom.cellOptions', value: { type: 'color-background', mode: 'basic' } }]),
      ...(query.links.length === 0 ? [] : [{ id: 'links', value: query.links.map(lineLinkJson) }]),
    ],
  };
}

export function barChartJson(panel: BarChartPanel, frame: FrameJson): PanelJson {
  const [along] = panel.columns[0]?.query.labels.known.keys() ?? [];
  return {
    type: 'barchart',
    ...frame,
    ...tabular(panel.columns),
    options: {
      ...(along === undefined ? {} : { xField: along }),
      orientation: 'auto',
      xTickLabelRotation: 0,
      xTickLabelMaxLength: 0,
      stacking: panel.isStacked ? 'normal' : 'none',
      showValue: 'auto',
      barWidth: 0.9,
      groupWidth: 0.7,
      fullHighlight: false,
      legend: { displayMode: 'list', placement: 'bottom', showLegend: panel.columns.length > 1, calcs: [] },
      tooltip: { mode: 'single', sort: 'none' },
    },
    fieldConfig: {
      defaults: { ...fieldDefaults({ display: panel.columns[0]?.display, min: 0 }), color: { mode: 'palette-classic-by-name' }, custom: { fillOpacity: 80, lineWidth: 1 } },
      overrides: panel.columns.flatMap(({ title, query }) => (query.links.length === 0 ? [] : [{ matcher: { id: 'byName', options: title }, properties: [{ id: 'links', value: query.links.map(lineLinkJson) }] }])),
    },
  };
}
