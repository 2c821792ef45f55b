import type * as barchart from '@grafana/grafana-foundation-sdk/barchart';
import type * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import type * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import type * as gauge from '@grafana/grafana-foundation-sdk/gauge';
import type * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import type * as histogram from '@grafana/grafana-foundation-sdk/histogram';
import type * as logs from '@grafana/grafana-foundation-sdk/logs';
import type * as loki from '@grafana/grafana-foundation-sdk/loki';
import type * as nodegraph from '@grafana/grafana-foundation-sdk/nodegraph';
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import type * as table from '@grafana/grafana-foundation-sdk/table';
import type * as text from '@grafana/grafana-foundation-sdk/text';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

/**
 * The form that provisioning from files reads. Its successor of version 2 goes through Grafana's API.
 * Source: https://grafana.com/docs/grafana/v13.2/visualizations/dashboards/build-dashboards/view-dashboard-json-model/
 */
type ClassicDashboard = NonNullable<dashboard.Snapshot['dashboard']>;

/**
 * The JSON of a dashboard, in the types that Grafana publishes. The SDK joins its types at run time only, through
 * builders that leave a panel's options as `any`; here every kind of panel has the options of its own plug-in.
 *
 * Only types are taken from the SDK: its builders would add 292 modules to every start and defaults that nobody asked for.
 */
export interface GrafanaDashboard extends Omit<ClassicDashboard, 'panels' | 'annotations' | 'snapshot'> {
  panels: (GrafanaPanel | GrafanaRow)[];
  annotations: { list: GrafanaAnnotation[] };
}

export interface GrafanaRow extends Omit<dashboard.RowPanel, 'panels'> {
  panels: GrafanaPanel[];
}

export interface GrafanaAnnotation extends Omit<dashboard.AnnotationQuery, 'target'> {
  target?: Target;
}

export type GrafanaPanel =
  | PanelOf<'timeseries', timeseries.Options, timeseries.FieldConfig>
  | PanelOf<'stat', stat.Options, NoCustom>
  | PanelOf<'gauge', gauge.Options, NoCustom>
  | PanelOf<'bargauge', bargauge.Options, NoCustom>
  | PanelOf<'table', table.Options, table.FieldConfig>
  | PanelOf<'barchart', barchart.Options, barchart.FieldConfig>
  | PanelOf<'heatmap', heatmap.Options, heatmap.FieldConfig>
  | PanelOf<'histogram', histogram.Options, histogram.FieldConfig>
  | PanelOf<'state-timeline', statetimeline.Options, statetimeline.FieldConfig>
  | PanelOf<'logs', logs.Options, NoCustom>
  | PanelOf<'traces', Record<string, never>, NoCustom>
  | PanelOf<'nodeGraph', nodegraph.Options, NoCustom>
  | PanelOf<'text', text.Options, NoCustom>
  | PanelOf<'alertlist', AlertListOptions, NoCustom>;

export interface PanelOf<Type extends string, Options, Custom> extends Omit<dashboard.Panel, 'type' | 'options' | 'fieldConfig' | 'targets'> {
  type: Type;
  id: number;
  title: string;
  description: string;
  gridPos: dashboard.GridPos;
  options: Options;
  fieldConfig: Omit<dashboard.FieldConfigSource, 'defaults'> & { defaults: Omit<dashboard.FieldConfig, 'custom'> & { custom?: Custom } };
  targets?: Target[];
}

type NoCustom = Record<string, never>;

export type Target = prometheus.Dataquery | loki.dataquery | JaegerQuery;

/** The SDK has no types for Jaeger. Source: public/app/plugins/datasource/jaeger/types.ts in grafana/grafana */
export interface JaegerQuery {
  refId: string;
  datasource: { type: string; uid: string };
  queryType?: 'search' | 'upload' | 'dependencyGraph';
  service?: string;
  operation?: string;
  /** A trace's id. */
  query?: string;
  /** In logfmt: `error=true http.status_code=500`. */
  tags?: string;
  minDuration?: string;
  maxDuration?: string;
  limit?: number;
}

/** The SDK has no types for the alert list. Source: public/app/plugins/panel/alertlist/types.ts in grafana/grafana */
export interface AlertListOptions {
  viewMode: 'list' | 'stat';
  groupMode: 'default' | 'custom';
  groupBy: string[];
  maxItems: number;
  /** 1 and 2 by name, 3 by importance, 4 and 5 by time. */
  sortOrder: 1 | 2 | 3 | 4 | 5;
  dashboardAlerts: boolean;
  alertName: string;
  alertInstanceLabelFilter: string;
  /** Name, not uid, of the data source whose rules are listed. */
  datasource: string;
  showInactiveAlerts: boolean;
  stateFilter: { firing: boolean; pending: boolean; recovering: boolean; noData: boolean; normal: boolean; error: boolean };
}

/**
 * A type as JSON holds it: without methods, unchangeable, and with the values of enumerations instead of their names,
 * so that nothing of the SDK is needed at run time.
 */
export type Json<T> = T extends string
  ? string extends T
    ? string
    : `${T}`
  : T extends number
    ? number extends T
      ? number
      : `${T}` extends `${infer N extends number}`
        ? N
        : T
    : T extends readonly (infer E)[]
      ? readonly Json<E>[]
      : T extends object
        ? { readonly [K in keyof T as T[K] extends (...parts: never[]) => unknown ? never : K]: Json<T[K]> }
        : T;
