/** A named part of a line pattern: `<status>`, or `<_>` for what nobody needs. Source: pkg/logql/log/pattern/lexer.rl. */
const capture = /<([a-zA-Z_][a-zA-Z0-9_]*)>/g;

interface Captures {
  readonly names: readonly string[];
  /** What is wrong with the pattern, or undefined. */
  readonly fault: string | undefined;
}

/** The labels that `| pattern` makes of a line. */
export function captureNames(pattern: string): Captures {
  const names = Array.from(pattern.matchAll(capture), ([, name = '']) => name).filter((name) => name !== '_');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const fault = names.length === 0 ? `'${pattern}' names no part of the line: write <status> where it stands` : twice === undefined ? neighbours(pattern) : `two parts of this pattern are called '${twice}'`;
  return { names, fault };
}

function neighbours(pattern: string): string | undefined {
  const pair = /<[a-zA-Z_][a-zA-Z0-9_]*><[a-zA-Z_][a-zA-Z0-9_]*>/.exec(pattern);
  return pair === null ? undefined : `nothing tells where the first of '${pair[0]}' ends: put the text that stands between them`;
}

/** What is wrong with the pattern of a line filter, or undefined. */
export function linePatternFault(pattern: string): string | undefined {
  const named = Array.from(pattern.matchAll(capture), ([, name]) => name).find((name) => name !== '_');
  return named === undefined ? neighbours(pattern) : `a line filter makes no label '${named}': write <_>`;
}

/** The names of the groups of a regular expression, in order. */
export function groupNames(pattern: string): readonly string[] {
  const parts = pattern.matchAll(/\\Q[^]*?(?:\\E|$)|\\[^]|\[\^?\]?(?:\\[^]|\[:\w+:\]|[^\]\\])*\]|\(\?P?<(\w+)>/g);
  return Array.from(parts, ([, name]) => name).filter((name) => name !== undefined);
}
