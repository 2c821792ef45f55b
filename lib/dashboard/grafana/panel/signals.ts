import { dataSources } from '../../datasource';
import type { LogsPanel } from '../../panel/logs';
import type { ServiceMapPanel, TracePanel, TracesPanel } from '../../panel/traces';
import { jaegerSearch, lokiTarget, refId, sourceRef } from '../target';
import type { FrameJson, PanelJson } from './frame';

const plain = { defaults: {}, overrides: [] } as const;

export function logsJson(panel: LogsPanel, frame: FrameJson): PanelJson {
  return {
    type: 'logs',
    ...frame,
    targets: panel.queries.map((query, index) => lokiTarget(query, index, panel.limit)),
    options: {
      showLabels: false,
      showCommonLabels: false,
      showTime: true,
      showLogContextToggle: true,
      wrapLogMessage: true,
      prettifyLogMessage: false,
      enableLogDetails: true,
      sortOrder: 'Descending',
      dedupStrategy: 'none',
    },
    fieldConfig: plain,
  };
}

/** Jaeger's search yields a table whose trace ids lead to the trace itself. */
export function tracesJson(panel: TracesPanel, frame: FrameJson): PanelJson {
  return {
    type: 'table',
    ...frame,
    targets: [jaegerSearch(panel.search)],
    options: { frameIndex: 0, showHeader: true, cellHeight: 'sm' },
    fieldConfig: { defaults: { custom: { align: 'auto', inspect: false } }, overrides: [] },
  };
}

export function traceJson(panel: TracePanel, frame: FrameJson): PanelJson {
  return { type: 'traces', ...frame, targets: [{ refId: refId(0), datasource: sourceRef(dataSources.jaeger), query: panel.traceId.reference }], options: {}, fieldConfig: plain };
}

export function serviceMapJson(_panel: ServiceMapPanel, frame: FrameJson): PanelJson {
  return { type: 'nodeGraph', ...frame, targets: [{ refId: refId(0), datasource: sourceRef(dataSources.jaeger), queryType: 'dependencyGraph' }], options: {}, fieldConfig: plain };
}
