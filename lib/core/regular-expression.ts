import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS>();

/**
 * A regular expression of RE2, the dialect of Prometheus, Loki and Alertmanager. Rules repeat a few patterns many times,
 * and compiling one costs more than everything else that is done with it, so each is compiled once.
 *
 * @throws RE2JSSyntaxException for what RE2 does not take
 */
export function compilePattern(pattern: string): RE2JS {
  const before = compiled.get(pattern);
  if (before !== undefined) return before;
  const made = RE2JS.compile(pattern);
  compiled.set(pattern, made);
  return made;
}
