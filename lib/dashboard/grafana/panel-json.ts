import type { DataSource } from '../datasource';
import { dataSources } from '../datasource';
import type { PlacedPanel } from '../layout';
import type { Panel } from '../panel/panel';
import { barChartJson, tableJson } from './panel/columns';
import { heatmapJson, histogramJson } from './panel/distribution';
import type { PanelJson } from './panel/frame';
import { frameJson } from './panel/frame';
import { alertListJson, textJson } from './panel/notes';
import { logsJson, serviceMapJson, traceJson, tracesJson } from './panel/signals';
import { singleValueJson } from './panel/single-value';
import { stateTimelineJson } from './panel/state-timeline';
import { timeSeriesJson } from './panel/time-series';

/** A panel as Grafana stores it. */
export function panelJson(placed: PlacedPanel, id: number): PanelJson {
  const { panel } = placed;
  const frame = frameJson(placed, id, sourceOf(panel));
  switch (panel.kind) {
    case 'timeSeries':
      return timeSeriesJson(panel, frame);
    case 'stat':
    case 'gauge':
    case 'barGauge':
      return singleValueJson(panel, frame);
    case 'table':
      return tableJson(panel, frame);
    case 'barChart':
      return barChartJson(panel, frame);
    case 'heatmap':
      return heatmapJson(panel, frame);
    case 'histogram':
      return histogramJson(panel, frame);
    case 'stateTimeline':
      return stateTimelineJson(panel, frame);
    case 'logs':
      return logsJson(panel, frame);
    case 'traces':
      return tracesJson(panel, frame);
    case 'trace':
      return traceJson(panel, frame);
    case 'serviceMap':
      return serviceMapJson(panel, frame);
    case 'text':
      return textJson(panel, frame);
    case 'alertList':
      return alertListJson(panel, frame);
  }
}

function sourceOf({ kind }: Panel): DataSource | undefined {
  switch (kind) {
    case 'logs':
      return dataSources.loki;
    case 'traces':
    case 'trace':
    case 'serviceMap':
      return dataSources.jaeger;
    case 'text':
    case 'alertList':
      return undefined;
    default:
      return dataSources.prometheus;
  }
}
