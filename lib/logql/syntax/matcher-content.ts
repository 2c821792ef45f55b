import type { Span } from '../../promql/node';
import { regexpFault } from '../../promql/syntax/regexp';
import type { StreamMatcher } from '../node';
import type { TokenStream } from './token-stream';

/** Refuses a regular expression that RE2 does not take. */
export function refuseRegexp(stream: TokenStream, pattern: string, span: Span): void {
  const found = regexpFault(pattern);
  if (found !== undefined) throw stream.fault(found.message, span, { fix: found.fix });
}

export function refuseMatcher(stream: TokenStream, { operator, value }: StreamMatcher, span: Span): void {
  if (operator === '=~' || operator === '!~') refuseRegexp(stream, value, span);
}
