import type { Query } from '../query';
import type { AlertListPanel } from './alert-list';
import type { BarChartPanel } from './bar-chart';
import type { HeatmapPanel, HistogramPanel } from './distribution';
import type { LogsPanel } from './logs';
import type { SingleValuePanel } from './single-value';
import type { StateTimelinePanel } from './state-timeline';
import type { TablePanel } from './table';
import type { TextPanel } from './text';
import type { TimeSeriesPanel } from './time-series';
import type { ServiceMapPanel, TracePanel, TracesPanel } from './traces';

export type Panel =
  | TimeSeriesPanel
  | SingleValuePanel
  | TablePanel
  | BarChartPanel
  | HeatmapPanel
  | HistogramPanel
  | StateTimelinePanel
  | LogsPanel
  | TracesPanel
  | TracePanel
  | ServiceMapPanel
  | TextPanel
  | AlertListPanel;

export type PanelKind = Panel['kind'];

/** The PromQL queries of a panel, in the order in which they are printed; none for panels of logs, traces or text. */
export function queriesOf(panel: Panel): readonly Query[] {
  switch (panel.kind) {
    case 'timeSeries':
      return panel.right === undefined ? panel.queries : [...panel.queries, ...panel.right.queries];
    case 'stat':
    case 'gauge':
    case 'barGauge':
    case 'heatmap':
    case 'histogram':
    case 'stateTimeline':
      return panel.queries;
    case 'table':
    case 'barChart':
      return panel.columns.map(({ query }) => query);
    case 'logs':
    case 'traces':
    case 'trace':
    case 'serviceMap':
    case 'text':
    case 'alertList':
      return [];
  }
}
