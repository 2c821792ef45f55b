import type { LogQuery } from '../log-query';
import type { Frame, PanelOptions } from './frame';
import { frame } from './frame';

export interface LogsPanel extends Frame {
  readonly kind: 'logs';
  readonly queries: readonly LogQuery[];
  readonly limit: number;
}

/** Log lines, the newest first. */
export function logs(title: string, options: PanelOptions & { readonly queries: readonly [LogQuery, ...LogQuery[]]; /** How many lines at most. @default 200 */ readonly limit?: number }): LogsPanel {
  return Object.freeze({ kind: 'logs', ...frame(title, options), queries: options.queries, limit: options.limit ?? 200 });
}
