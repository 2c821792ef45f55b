import type { CheckedProblem } from '../../check/run';

/**
 * Workflow commands that GitHub shows beside the changed lines.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function toGithub(problems: readonly CheckedProblem[]): string {
  return problems.map(annotation).join('');
}

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

function annotation({ check, severity, place, message, fix, rule }: CheckedProblem): string {
  const { file = '', line = 1, column = 1 } = place;
  const title = rule === undefined ? check : `${check} in ${rule}`;
  const text = fix === undefined ? message : `${message}\nfix: ${fix}`;
  return `::${commands[severity]} file=${property(file)},line=${line},col=${column},title=${property(title)}::${data(text)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
