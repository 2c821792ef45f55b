import type { LogQuery } from './log-query';
import type { TraceSearch } from './trace-search';

/** Where a dashboard is found. A `Dashboard` is one itself; for one that is made elsewhere, write both. */
export interface DashboardAddress {
  readonly uid: string;
  readonly title: string;
}

/** Where a reader can go from here; the time range goes along. */
export type Link = DashboardLink | UrlLink | LogsLink | TracesLink;

export interface DashboardLink {
  readonly kind: 'dashboard';
  readonly title: string;
  readonly uid: string;
  /** Values for the other dashboard's variables. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface UrlLink {
  readonly kind: 'url';
  readonly title: string;
  readonly url: string;
}

export interface LogsLink {
  readonly kind: 'logs';
  readonly title: string;
  readonly query: LogQuery;
}

export interface TracesLink {
  readonly kind: 'traces';
  readonly title: string;
  readonly search: TraceSearch;
}

/** A link to another dashboard: `toDashboard(pipeline, { variables: { step: labels.step } })`. */
export function toDashboard(address: DashboardAddress, options: { readonly title?: string; readonly variables?: Readonly<Record<string, string>> } = {}): DashboardLink {
  return Object.freeze({ kind: 'dashboard', title: options.title ?? address.title, uid: address.uid, variables: options.variables ?? {} });
}

/** A link to anything else: a runbook, a status page. */
export function toUrl(title: string, url: string): UrlLink {
  return Object.freeze({ kind: 'url', title, url });
}

/** A link to the log lines of the same time: ``toLogs('Log lines', logQuery(`{service_name="api"} |= "${labels.route}"`))``. */
export function toLogs(title: string, query: LogQuery): LogsLink {
  return Object.freeze({ kind: 'logs', title, query });
}

/** A link to the traces of the same time: `toTraces('Failed requests', { service: 'api', tags: { error: 'true' } })`. */
export function toTraces(title: string, search: TraceSearch): TracesLink {
  return Object.freeze({ kind: 'traces', title, search });
}
