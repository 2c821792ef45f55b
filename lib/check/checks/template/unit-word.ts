import { check } from '../../check';
import { alerting } from '../../example/example';
import type { ValueUse } from '../../template/template';
import type { Measured } from './measured';
import { measuredBy } from './measured';
import { templateTexts } from './texts';

export const unitWord = check({
  id: 'template/unit-word',
  severity: 'error',
  title: 'a value printed with the wrong unit behind it',
  rationale: 'The word behind the value is what the reader believes. Seconds followed by ms are wrong by a thousand, bytes followed by MB by a million.',
  subject: 'alert',
  bad: alerting('max by (queue) (queue_oldest_age_seconds) > 900', { description: 'The oldest job has waited {{ $value }}ms.' }),
  good: alerting('max by (queue) (queue_oldest_age_seconds) > 900', { description: 'The oldest job has waited {{ $value | humanizeDuration }}.' }),
  *find(alert) {
    const facts = alert.expression?.result;
    const measured = facts === undefined ? undefined : measuredBy(facts);
    for (const { text, template } of templateTexts(alert)) {
      for (const use of template.values) {
        const complaint = complaintAbout(use, measured) ?? mebibytes(use, facts?.unit, facts?.scale);
        if (complaint !== undefined) yield { message: complaint.message, spot: { text, span: use.span }, severity: complaint.severity, fix: complaint.fix };
      }
    }
  },
});

interface Complaint {
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly fix: string;
}

/** Formatters that print a unit themselves. */
const printsUnit: Readonly<Record<string, RegExp>> = {
  humanizePercentage: /^\s?(?:%|percent\b)/,
  humanizeDuration: /^\s?(?:s|sec|seconds?|ms|m|min|minutes?|h|hours?)\b/,
};

function complaintAbout({ functions, after }: ValueUse, measured: Measured): Complaint | undefined {
  const own = functions.find((name) => printsUnit[name]?.test(after) === true);
  if (own !== undefined) return { message: `${own} prints the unit itself, so it stands twice`, severity: 'warning', fix: 'drop the word behind it' };
  if (functions.includes('humanizeDuration') || functions.includes('humanizePercentage')) return undefined;
  const isMillis = /^\s?(?:ms|milliseconds?)\b/.test(after);
  const isSeconds = /^\s?(?:s|sec|seconds?)\b/.test(after);
  const isLargeBytes = /^\s?(?:[KMGT]i?B|(?:mega|giga|mebi|gibi)bytes?)\b/i.test(after) && !functions.includes('humanize1024') && !functions.includes('humanize');
  if (measured === 'seconds' && isMillis) return { message: 'the value is in seconds, and the text says milliseconds', severity: 'error', fix: 'write {{ $value | humanizeDuration }}' };
  if (measured === 'milliseconds' && isSeconds) return { message: 'the value is in milliseconds, and the text says seconds', severity: 'error', fix: 'write ms' };
  if (measured === 'bytes' && isLargeBytes) return { message: `the value is in bytes, and the text says ${after.trim().split(/\W/)[0] ?? ''}`, severity: 'error', fix: 'write {{ $value | humanize1024 }}B' };
  return undefined;
}

/** 1,048,576 bytes are a mebibyte; a megabyte is a million. */
function mebibytes({ after }: ValueUse, unit: string | undefined, scale: number | undefined): Complaint | undefined {
  const isBinary = unit === 'bytes' && scale !== undefined && [1, 2, 3].some((power) => Math.abs(scale * 1024 ** power - 1) < 1e-9);
  return isBinary && /^\s?[KMG]B\b/.test(after) ? { message: 'the value was divided by 1024, and the text names a decimal unit', severity: 'info', fix: `write ${after.trim().charAt(0)}iB` } : undefined;
}
