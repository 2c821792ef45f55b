import type { Measured } from '../template/measured';
import { measuredBy } from '../template/measured';
import { check } from '../../check';
import { panel } from '../../example/example';

export const unit = check({
  id: 'panel/unit',
  severity: 'error',
  title: 'an axis in another unit than the query',
  rationale: 'The unit of a panel says what its numbers mean. A share on an axis of percent shows 0.05% where five percent fail; seconds on an axis of milliseconds look a thousand times faster.',
  subject: 'target',
  bad: panel('sum(rate(http_requests_total{code=~"5.."}[$__rate_interval])) / sum(rate(http_requests_total[$__rate_interval]))', { unit: 'percent' }),
  good: panel('sum(rate(http_requests_total{code=~"5.."}[$__rate_interval])) / sum(rate(http_requests_total[$__rate_interval]))', { unit: 'percentunit' }),
  *find({ expression, panel: { unit: shown } }) {
    const measured = expression === undefined ? undefined : measuredBy(expression.result);
    if (shown === undefined || measured === undefined) return;
    const expected = wants[shown.value];
    // Seconds of CPU time per second are shown as seconds, as shares and as cores.
    const isProcessorTime = measured === 'share' && expression?.result.share === undefined && expression?.result.declaration?.unit === 'seconds';
    if (expected === undefined || expected.includes(measured) || isProcessorTime) return;
    yield { message: `the axis is in ${shown.value}, and the query yields ${names[measured]}`, spot: { text: shown }, fix: `take the unit ${units[measured]}` };
  },
});

type Known = Exclude<Measured, undefined>;

/** What a Grafana unit shows. Source: the categories of https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts */
const wants: Readonly<Record<string, readonly Known[]>> = {
  percent: ['percent'],
  percentunit: ['share'],
  s: ['seconds'],
  ms: ['milliseconds'],
  dtdurations: ['seconds'],
  dtdurationms: ['milliseconds'],
  bytes: ['bytes'],
  decbytes: ['bytes'],
  Bps: ['bytes'],
  binBps: ['bytes'],
  reqps: ['other'],
  ops: ['other'],
  rps: ['other'],
  wps: ['other'],
  iops: ['other'],
};

const names: Readonly<Record<Known, string>> = { share: 'a share between 0 and 1', percent: 'percent', seconds: 'seconds', milliseconds: 'milliseconds', bytes: 'bytes', timestamp: 'a moment', other: 'a number of things' };

const units: Readonly<Record<Known, string>> = { share: 'percentunit', percent: 'percent', seconds: 's', milliseconds: 'ms', bytes: 'bytes', timestamp: 'dateTimeAsIso, of the value times 1000', other: 'short, or reqps for a rate' };
