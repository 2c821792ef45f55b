import type { CheckedProblem } from '../../check/run';

/** One object for each problem, every field in each of them: a field that says nothing is an empty text. */
export function toJson(problems: readonly CheckedProblem[]): string {
  const found = problems.map(({ check, severity, place, rule, message, fix }) => ({
    check,
    severity,
    file: place.file ?? '',
    line: place.line ?? 1,
    column: place.column ?? 1,
    rule: rule ?? '',
    message,
    fix: fix ?? '',
  }));
  return `${JSON.stringify(found, undefined, 2)}\n`;
}
