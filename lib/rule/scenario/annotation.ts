import type { Problem } from '../../core/problem';

/** Text that no reader of an alert should ever meet. */
const unreadable: readonly { readonly pattern: RegExp; readonly what: string; readonly fix: string }[] = [
  { pattern: /<no value>/, what: 'a label that the alert does not carry', fix: 'use only labels that the expression yields' },
  { pattern: /<error expanding template|%!/, what: 'a template that failed', fix: 'format the value as its unit wants: use `value` of the description' },
  { pattern: /\{\{|\}\}/, what: 'a template action that was not expanded', fix: 'expect what the reader sees, not the template' },
  { pattern: /(?<![\w.])(?:NaN|[+-]Inf)\b/, what: 'a value that is no number', fix: 'keep the denominator from being zero' },
  { pattern: /(?<![\w.:/-])-?\d+(?:\.\d+)?e[+-]?\d+\b/, what: 'a number with an exponent', fix: 'format the value: humanize, humanizePercentage, humanizeDuration' },
];

/** Numbers that stand alone: no part of an address, a date, a version or an identifier. */
const standalone = /(?<![\w.:/-])-?(\d+(?:\.\d+)?)(?![\w:/-]|\.\d)/g;

/** What a person takes in at a glance; Prometheus' own humanising functions stay below it. */
const mostDigits = 6;

/** What is unreadable in the text of a firing alert: `<no value>`, exponents, numbers of more than six digits. */
export function annotationProblems(subject: string, text: string): readonly Problem[] {
  const found: Problem[] = [];
  const report = (what: string, fix: string): void => void found.push({ check: 'scenario/unreadable-annotation', severity: 'error', message: `the description shows ${what}: ${text}`, place: { subject }, fix });
  for (const { pattern, what, fix } of unreadable) if (pattern.test(text)) report(what, fix);
  for (const [, number = ''] of text.matchAll(standalone)) {
    const digits = number.replace('.', '').replace(/^0+/, '');
    if (digits.length > mostDigits) report(`the number ${number} with ${digits.length} digits`, 'format the value: humanize, humanizePercentage, humanizeDuration');
  }
  return found;
}
