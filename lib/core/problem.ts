/**
 * A diagnostic: what is wrong, where, why it matters and how to mend it. Every mistake that a user can make ends as one
 * of these, never as a stack trace.
 */
export interface Problem {
  /** Stable identifier, `family/name`, as in `docs/checks/`. */
  readonly check: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  /** Why it matters, where the message does not say so already. */
  readonly why?: string;
  /** How to mend it, in the imperative. */
  readonly fix?: string;
}

export type Severity = 'error' | 'warning' | 'info';

/** Where a problem stands: a thing in the model, a spot in a file, or both. Lines and columns count from 1. */
export interface Place {
  /** What the reader calls it: `alert HighErrorRate`, `small/prometheus/StatefulSet`. */
  readonly subject?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The text that the caret points into, with the caret's position counted from 0, and how many characters it underlines. */
  readonly excerpt?: Excerpt;
}

export interface Excerpt {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Thrown by a local mistake at once, and at the end of a run for all mistakes that were collected on the way. */
export class BelfryError extends Error {
  override readonly name = 'BelfryError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly [Problem, ...(readonly Problem[])]) {
    super(problems.map((problem) => renderProblem(problem)).join('\n\n'));
    this.problems = problems;
  }
}

/** The error of a single mistake. */
export function mistake(problem: Omit<Problem, 'severity'>): BelfryError {
  return new BelfryError([{ ...problem, severity: 'error' }]);
}

/** Throws one error for all problems of severity `error`; does nothing when there are none. */
export function refuse(problems: readonly Problem[]): void {
  const [first, ...rest] = problems.filter((problem) => problem.severity === 'error');
  if (first !== undefined) throw new BelfryError([first, ...rest]);
}

/** Colours for a terminal; the default leaves the text plain. */
export interface Paint {
  readonly severity: (severity: Severity, text: string) => string;
  readonly faint: (text: string) => string;
  readonly strong: (text: string) => string;
}

const plain: Paint = { severity: (_severity, text) => text, faint: (text) => text, strong: (text) => text };

/**
 * Renders a problem for a terminal:
 *
 *     error[promql/unknown-metric] alert HighErrorRate (rules.yaml:7:18)
 *       no job exports the metric 'http_request_total'
 *         sum(rate(http_request_total[5m]))
 *                  ^^^^^^^^^^^^^^^^^^
 *       why: an alert over a series that nobody exports can never fire
 *       fix: write http_requests_total, or declare the metric
 */
export function renderProblem(problem: Problem, paint: Paint = plain): string {
  const lines = [`${paint.severity(problem.severity, `${problem.severity}[${problem.check}]`)} ${paint.strong(renderPlace(problem.place))}`.trimEnd()];
  lines.push(`  ${problem.message}`);
  if (problem.place.excerpt !== undefined) lines.push(...renderExcerpt(problem.place.excerpt).map((line) => `    ${line}`));
  if (problem.why !== undefined) lines.push(paint.faint(`  why: ${problem.why}`));
  if (problem.fix !== undefined) lines.push(`  fix: ${problem.fix}`);
  return lines.join('\n');
}

export function renderPlace(place: Place): string {
  const { file, line, column, subject } = place;
  const spot = file === undefined ? undefined : [file, line, column].filter((part) => part !== undefined).join(':');
  if (subject === undefined) return spot ?? '';
  return spot === undefined ? subject : `${subject} (${spot})`;
}

/** A window of this width around the caret keeps a one-line file of ten megabytes readable. */
const excerptWidth = 120;

function renderExcerpt({ text, from, to }: Excerpt): string[] {
  const start = text.lastIndexOf('\n', Math.max(0, from - 1)) + 1;
  const newline = text.indexOf('\n', from);
  const end = newline === -1 ? text.length : newline;
  const windowStart = Math.max(start, Math.min(from - Math.floor(excerptWidth / 3), end - excerptWidth));
  const windowEnd = Math.min(end, windowStart + excerptWidth);
  const before = windowStart > start ? '...' : '';
  const after = windowEnd < end ? '...' : '';
  const line = text.slice(windowStart, windowEnd).replaceAll(/[\t\r]/g, ' ');
  const underline = Math.max(1, Math.min(to, windowEnd) - from);
  return [`${before}${line}${after}`, `${' '.repeat(before.length + from - windowStart)}${'^'.repeat(underline)}`];
}
