import { check } from '../../check';
import { logPanel } from '../../example/example';

const hour = 3_600_000;

export const fixedRange = check({
  id: 'logql/fixed-range',
  severity: 'info',
  title: 'a fixed range in a panel over time',
  rationale: 'Zoomed out, Grafana draws a point every few minutes or hours, and a range of five minutes shows a small part of each. The variable $__auto is as long as the step.',
  subject: 'target',
  bad: logPanel('sum by (env) (rate({service_name="shop-proxy"} |= "payment" [5m]))'),
  good: logPanel('sum by (env) (rate({service_name="shop-proxy"} |= "payment" [$__auto]))'),
  *find({ logql, panel: { type } }) {
    if (logql === undefined || logql.hasVariables || (type !== 'timeseries' && type !== 'graph')) return;
    for (const { range, span } of logql.ranges) if (range.range.milliseconds < hour) yield { message: 'the range stays the same however long the time that is shown', spot: logql.spot(span), fix: 'write [$__auto]' };
  },
});
