import { check } from '../../check';
import { dashboardFile } from '../../example/example';

const dashboard = (targets: readonly object[]): ReturnType<typeof dashboardFile> =>
  dashboardFile(`${JSON.stringify({ uid: 'shop', title: 'Shop', panels: [{ id: 1, type: 'timeseries', title: 'Requests', description: 'What arrives.', datasource: { type: 'prometheus', uid: 'prometheus' }, fieldConfig: { defaults: { unit: 'reqps' } }, targets }] }, undefined, 2)}\n`);

/** Panels that draw what queries yield. Others ask by themselves, or show what is written in them. */
const asking: ReadonlySet<string> = new Set(['timeseries', 'graph', 'stat', 'singlestat', 'gauge', 'bargauge', 'barchart', 'table', 'table-old', 'heatmap', 'histogram', 'state-timeline', 'status-history', 'piechart', 'logs', 'traces', 'nodeGraph', 'trend', 'xychart', 'candlestick']);

export const noQuery = check({
  id: 'panel/no-query',
  severity: 'warning',
  title: 'a panel that asks nothing',
  rationale: 'A panel without a query shows "No data" for ever, and looks like something that is down.',
  subject: 'panel',
  bad: dashboard([]),
  good: dashboard([{ refId: 'A', expr: 'sum(rate(http_requests_total[$__rate_interval]))' }]),
  *find({ type, title, queryCount }) {
    if (asking.has(type) && queryCount === 0) yield { message: 'it has no query', spot: { text: title }, fix: 'add a query under "targets", or drop the panel' };
  },
});
