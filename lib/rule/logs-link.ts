import type { Problem } from '../core/problem';
import { tryParseLogql } from '../logql/parse';

/** Uid under which Grafana knows the store of logs. */
export const logsDataSourceUid = 'loki';

/**
 * Where Grafana shows the lines of the last hour, below its address:
 * `explore?schemaVersion=1&panes={"belfry":{"datasource":"loki",...}}&orgId=1`, with the state encoded.
 * Source: https://grafana.com/docs/grafana/latest/explore/get-started-with-explore/#generate-explore-urls-from-external-tools
 */
export function logsLink(logql: string): string {
  const query = { refId: 'A', expr: logql, datasource: { type: 'loki', uid: logsDataSourceUid } };
  const panes = { belfry: { datasource: logsDataSourceUid, queries: [query], range: { from: 'now-1h', to: 'now' } } };
  return `explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}&orgId=1`;
}

/** What is wrong with the query behind an alert's link to its logs. */
export function logsProblems({ logs, subject }: { readonly logs: string | undefined; readonly subject: string }): readonly Problem[] {
  if (logs === undefined) return [];
  const parsed = tryParseLogql(logs);
  if ('problem' in parsed) return [{ fix: 'write a query for log lines that Loki takes', ...parsed.problem, place: { ...parsed.problem.place, subject } }];
  if (parsed.node.kind === 'log') return [];
  return [{ check: 'alert/logs', severity: 'error', message: 'the query for its logs yields numbers, not lines', place: { subject, excerpt: { text: logs, from: 0, to: logs.length } }, fix: 'keep the stream selector and its filters only' }];
}
