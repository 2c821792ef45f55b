import type { At, Lapse, Node, RangeNode, SelectorNode, Shift, Span, SubqueryNode } from '../node';
import { parseOffsetDuration, parsePositiveDuration } from './duration';
import type { TokenStream } from './token-stream';

type Shiftable = SelectorNode | RangeNode | SubqueryNode;

/** What follows a selector, a range or a subquery: `[5m]`, `[30m:1m]`, `offset 5m`, `@ start()`. Undefined when nothing does. */
export function parseSuffix(stream: TokenStream, node: Node, from: number): Node | undefined {
  if (stream.is('[')) return parseBrackets(stream, node, from);
  if (stream.is('@')) return parseAt(stream, node);
  switch (stream.keyword) {
    case 'offset':
      return parseOffset(stream, node);
    case 'anchored':
    case 'smoothed':
      throw stream.fault(`'${stream.keyword}' is experimental: Prometheus takes it only with --enable-feature=promql-extended-range-selectors`, stream.token, { fix: 'drop it' });
    default:
      return undefined;
  }
}

function parseBrackets(stream: TokenStream, node: Node, from: number): RangeNode | SubqueryNode {
  const bracket = stream.take();
  const range = parsePositiveDuration(stream);
  if (stream.takeIf(':') === undefined) {
    const closing = stream.close(']', bracket, "':' or ");
    return rangeOf(stream, node, range, { from, to: closing.to }, { from: bracket.from, to: closing.to });
  }
  const step = stream.is(']') ? undefined : parsePositiveDuration(stream);
  const closing = stream.close(']', bracket, step === undefined ? 'a duration or ' : '');
  return { kind: 'subquery', expression: node, range, ...(step === undefined ? {} : { step }), span: { from, to: closing.to } };
}

function rangeOf(stream: TokenStream, node: Node, range: Lapse, span: Span, brackets: Span): RangeNode {
  if (node.kind !== 'selector') {
    throw stream.fault('only a plain selector has a range: what stands here is calculated', brackets, { fix: "write a subquery, '[5m:]' or '[5m:1m]', to look at a calculated value over time" });
  }
  if (node.offset === undefined && node.at === undefined) return { kind: 'range', selector: node, range, span };
  throw stream.fault(`a range comes before '${node.offset === undefined ? '@' : 'offset'}'`, brackets, { fix: 'move the range to the selector: metric[5m] offset 1h' });
}

function parseOffset(stream: TokenStream, node: Node): Node {
  const keyword = stream.take();
  const shiftable = requireShiftable(stream, node, keyword, 'offset');
  const offset = parseOffsetDuration(stream);
  const set = offsetOf(shiftable);
  if (set !== undefined) throw stream.fault('the offset is set twice', { from: keyword.from, to: stream.end }, { fix: 'keep one of the two' });
  // Prometheus keeps no trace of an offset of zero, so a second one may follow it.
  return withShift(shiftable, offset === undefined ? {} : { offset }, stream.end);
}

function parseAt(stream: TokenStream, node: Node): Node {
  const sign = stream.take();
  const shiftable = requireShiftable(stream, node, sign, '@');
  const at = parseMoment(stream);
  if (atOf(shiftable) !== undefined) throw stream.fault('the moment is set twice', { from: sign.from, to: stream.end }, { fix: 'keep one of the two' });
  return withShift(shiftable, { at }, stream.end);
}

function requireShiftable(stream: TokenStream, node: Node, keyword: Span, name: string): Shiftable {
  if (node.kind === 'selector' || node.kind === 'range' || node.kind === 'subquery') return node;
  throw stream.fault(`'${name}' follows a selector, a range or a subquery, and nothing else`, keyword, { fix: `move '${name}' to the selectors inside` });
}

function offsetOf(node: Shiftable): Lapse | undefined {
  return node.kind === 'range' ? node.selector.offset : node.offset;
}

function atOf(node: Shiftable): At | undefined {
  return node.kind === 'range' ? node.selector.at : node.at;
}

/** The span of a range's selector stays that of the selector; the range's grows. */
function withShift(node: Shiftable, shift: Shift, end: number): Shiftable {
  const span = { from: node.span?.from ?? 0, to: end };
  return node.kind === 'range' ? { ...node, selector: { ...node.selector, ...shift }, span } : { ...node, ...shift, span };
}

/** Go keeps timestamps as 64-bit milliseconds. Source: `setTimestamp` in promql/parser/parse.go. */
function parseMoment(stream: TokenStream): At {
  const first = stream.token;
  const end = stream.keyword;
  if (end === 'start' || end === 'end') {
    stream.take();
    if (!stream.is('(')) throw stream.unexpected(`expected '(' after '${end}'`, { fix: `write ${end}()` });
    stream.close(')', stream.take());
    return end;
  }
  const isNegative = stream.is('-');
  if (isNegative || stream.is('+')) stream.take();
  if (!stream.is('number') && !stream.is('duration')) throw stream.unexpected("expected Unix seconds, 'start()' or 'end()' after '@'");
  const seconds = stream.valueOf(stream.take());
  if (!(seconds < 2 ** 63)) throw stream.fault('this moment is out of bounds: expected Unix seconds', { from: first.from, to: stream.end });
  return (Math.round(seconds * 1000) / 1000) * (isNegative && seconds > 0 ? -1 : 1);
}
