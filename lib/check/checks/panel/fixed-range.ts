import { isRateCall } from '../../analysis/path';
import { lapseMilliseconds } from '../../analysis/sampling';
import { check } from '../../check';
import { panel } from '../../example/example';

/** A window of an hour and more is meant as such: requests of the last day. */
const meant = 3_600_000;

export const fixedRange = check({
  id: 'panel/fixed-range',
  severity: 'info',
  title: 'a rate over a fixed range in a panel',
  rationale: 'Zoomed out, Grafana draws a point every few minutes or hours, and a rate over five minutes shows a small part of each. The variable $__rate_interval grows with the step and is never too short.',
  subject: 'target',
  bad: panel('sum(rate(http_requests_total[5m]))', { unit: 'reqps' }),
  good: panel('sum(rate(http_requests_total[$__rate_interval]))', { unit: 'reqps' }),
  *find({ expression, panel: { type } }) {
    if (expression === undefined || expression.hasVariables || (type !== 'timeseries' && type !== 'graph')) return;
    for (const call of expression.calls) {
      const [argument] = call.arguments;
      const range = isRateCall(call) && argument?.kind === 'range' ? lapseMilliseconds(argument.range) : undefined;
      if (range !== undefined && range < meant && call.name !== 'increase') yield { message: 'the range stays the same however long the time that is shown', spot: expression.spot(argument), fix: 'write [$__rate_interval]' };
    }
  },
});
