import type { Finding } from '../../check';
import { check } from '../../check';
import { alerting } from '../../example/example';
import type { Measured } from './measured';
import { measuredBy } from './measured';
import { templateTexts } from './texts';

export const formatter = check({
  id: 'template/formatter',
  severity: 'error',
  title: 'a formatter for another unit',
  rationale: 'Each formatter expects one unit: humanizePercentage a share, humanizeDuration seconds, humanizeTimestamp Unix seconds. Given another it prints a number that is wrong by a factor, and looks right.',
  subject: 'alert',
  bad: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) > 0.5', { description: '{{ $value | humanizePercentage }} of requests fail.' }),
  good: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) > 0.5', { description: '{{ $value | humanize }} requests fail per second.' }),
  *find(alert) {
    const measured = alert.expression === undefined ? undefined : measuredBy(alert.expression.result);
    if (measured === undefined) return;
    for (const { text, template } of templateTexts(alert)) {
      for (const { functions, span } of template.values) {
        const complaint = functions.map((name) => complaintAbout(name, measured)).find((found) => found !== undefined);
        if (complaint !== undefined) yield { ...complaint, spot: { text, span } };
      }
    }
  },
});

const fixes: Readonly<Record<Exclude<Measured, undefined>, string>> = {
  share: 'write {{ $value | humanizePercentage }}',
  percent: 'write {{ $value | humanize }}%',
  seconds: 'write {{ $value | humanizeDuration }}',
  milliseconds: 'write {{ $value | humanize }}ms',
  bytes: 'write {{ $value | humanize1024 }}B',
  timestamp: 'write {{ $value | humanizeTimestamp }}',
  other: 'write {{ $value | humanize }} and name what is counted',
};

const names: Readonly<Record<Exclude<Measured, undefined>, string>> = {
  share: 'a share between 0 and 1',
  percent: 'in percent already',
  seconds: 'in seconds',
  milliseconds: 'in milliseconds',
  bytes: 'in bytes',
  timestamp: 'a moment',
  other: 'a number of things',
};

function complaintAbout(name: string, measured: Exclude<Measured, undefined>): Omit<Finding, 'spot'> | undefined {
  const expected = { humanizePercentage: 'share', humanizeDuration: 'seconds', humanizeTimestamp: 'timestamp' }[name];
  const fix = fixes[measured];
  if (expected !== undefined && expected !== measured) return { message: `${name} is given a value that is ${names[measured]}`, fix };
  if (name === 'humanize' && measured === 'share') return { message: 'humanize prints a share of 0.05 as 50m', fix, severity: 'info' };
  if (name === 'humanize1024' && measured !== 'bytes' && measured !== 'other') return { message: `humanize1024 is given a value that is ${names[measured]}`, fix, severity: 'warning' };
  return undefined;
}
