import type { Problem } from '../../core/problem';

/**
 * What is wrong with a JSON file, if anything. YAML is laxer: it takes comments and trailing commas, which Grafana
 * refuses, so JSON is read by its own rules first.
 */
export function jsonProblem(file: string, text: string): Problem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = Math.min(offsetOf(error.message, text), Math.max(0, text.length - 1));
    const before = text.slice(0, at);
    return {
      check: 'json/syntax',
      severity: 'error',
      message: error.message.replace(/ in JSON at position \d+.*$/s, '').replace(/, .*is not valid JSON$/s, ''),
      place: { file, line: before.split('\n').length, column: at - before.lastIndexOf('\n'), excerpt: { text, from: at, to: at + 1 } },
      fix: /^\s*\/[/*]/.test(text.slice(at)) ? 'remove the comment: JSON has none' : 'correct the JSON',
    };
  }
}

function offsetOf(message: string, text: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  return message.includes('end of JSON') ? text.length : 0;
}
