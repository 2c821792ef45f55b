import { dataSources } from '../../datasource';
import type { AlertListPanel } from '../../panel/alert-list';
import type { TextPanel } from '../../panel/text';
import type { FrameJson, PanelJson } from './frame';

const plain = { defaults: {}, overrides: [] } as const;

export function textJson(panel: TextPanel, frame: FrameJson): PanelJson {
  return { type: 'text', ...frame, options: { mode: 'markdown', content: panel.markdown }, fieldConfig: plain };
}

/** `SortOrder.Importance` in Grafana's alert list. */
const byImportance = 3;

export function alertListJson(panel: AlertListPanel, frame: FrameJson): PanelJson {
  return {
    type: 'alertlist',
    ...frame,
    options: {
      viewMode: 'list',
      groupMode: 'default',
      groupBy: [],
      maxItems: panel.limit,
      sortOrder: byImportance,
      dashboardAlerts: false,
      alertName: '',
      alertInstanceLabelFilter: panel.matchers.length === 0 ? '' : `{${panel.matchers.map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`).join(',')}}`,
      datasource: dataSources.prometheus.name,
      showInactiveAlerts: false,
      stateFilter: { firing: true, pending: true, recovering: true, noData: false, normal: false, error: true },
    },
    fieldConfig: plain,
  };
}
