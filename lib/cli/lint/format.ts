import type { CheckedProblem } from '../../check/run';
import { renderProblem } from '../../core/problem';
import { terminalPaint } from '../run';
import { toGithub } from './github';
import { toJson } from './json';
import { toSarif } from './sarif';

export const lintFormats = ['human', 'json', 'sarif', 'github'] as const;

export type LintFormat = (typeof lintFormats)[number];

export interface LintOutput {
  readonly problems: readonly CheckedProblem[];
  /** What could not be checked, and why. */
  readonly notes: readonly string[];
  readonly fileCount: number;
  /** Where the pages of the checks are published. */
  readonly pages: URL | undefined;
}

export function formatLint(output: LintOutput, format: LintFormat, isColoured: boolean): string {
  switch (format) {
    case 'human':
      return toHuman(output, isColoured);
    case 'json':
      return toJson(output.problems);
    case 'sarif':
      return toSarif(output.problems, output.pages);
    case 'github':
      return toGithub(output.problems);
  }
}

function toHuman({ problems, notes, fileCount }: LintOutput, isColoured: boolean): string {
  const paint = isColoured ? terminalPaint : undefined;
  const count = (severity: CheckedProblem['severity']): number => problems.filter((problem) => problem.severity === severity).length;
  const parts = [amount(count('error'), 'error'), amount(count('warning'), 'warning'), `${count('info')} info`];
  const blocks = problems.map((problem) => renderProblem(problem, paint));
  const hints = [...notes, ...(problems.length === 0 ? [] : [`every check has a page, docs/checks/${problems[0]?.check ?? ''}.md, which belfry explain prints`])];
  return [...blocks, ...hints.map((hint) => `note: ${hint}`), `${parts.join(', ')} in ${amount(fileCount, 'file')}`].join('\n\n') + '\n';
}

function amount(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
