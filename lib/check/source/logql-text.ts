import { tryParseLogql } from '../../logql/parse';
import { walkLogql } from '../../logql/node';

/** A line filter, a parser or a formatter, or a function of a selector in braces alone. */
const marks = /\|[=~>]|\|\s*(?:json|logfmt|pattern|regexp|unpack|line_format|label_format|unwrap|drop|keep|decolorize)\b|(?:_over_time|rate)\s*\(\s*\{/;

/** Whether an expression that is no PromQL is LogQL, or was meant to be. */
export function isLogql(text: string): boolean {
  const result = tryParseLogql(text);
  return 'node' in result ? [...walkLogql(result.node)].some(({ kind }) => kind === 'log') : marks.test(text);
}

/** Whether a query of a panel whose data source nobody names is one of logs. */
export function looksLikeLogql(text: string): boolean {
  return /^\s*\{(?![^}]*__name__)/.test(text) || marks.test(text);
}
