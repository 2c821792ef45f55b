import type { Span } from '../../promql/node';
import type { AmountOperator, LabelFilter, StreamMatcher } from '../node';
import { unsafe } from './fault';
import { readFloat } from './quantity-literal';
import { refuseMatcher } from './matcher-content';
import { refuseDeep, type TokenStream } from './token-stream';

const textOperators = ['=', '!=', '=~', '!~'] as const;
const amountOperators = ['==', '>', '>=', '<', '<='] as const;
const valueHint = 'write status="500", status >= 500, took > 1s or size > 1KB';

/** What joins two filters: a word, a comma, or nothing at all. */
type Joint = 'and' | 'or' | ',' | 'beside';

/**
 * `status >= 500 and (took > 1s or size > 1KB)`. Loki's grammar gives precedence to `and` and `or` only: after a comma, or
 * after two filters side by side, everything that follows belongs to the right side, so that `a or b, c` is
 * `a or (b and c)` and `a, b or c` is `a and (b or c)`. Source: `labelFilter` in pkg/logql/syntax/syntax.y.
 */
export function parseLabelFilter(stream: TokenStream): LabelFilter {
  const filters = [parseOne(stream)];
  const joints: Joint[] = [];
  let levels = 0;
  for (let joint = jointInView(stream); joint !== undefined; joint = jointInView(stream)) {
    if (joint !== 'beside') stream.take();
    for (let last = joints.at(-1); last !== undefined && bindsFirst(last, joint); last = joints.at(-1)) join(filters, joints);
    filters.push(parseOne(stream));
    joints.push(joint);
    refuseDeep(stream.text, (levels += 1), stream.token);
  }
  while (joints.length > 0) join(filters, joints);
  const [filter] = filters;
  if (filter === undefined) throw stream.unexpected('a label filter');
  return filter;
}

function jointInView(stream: TokenStream): Joint | undefined {
  if (stream.keyword === 'and' || stream.keyword === 'or') return stream.keyword;
  if (stream.is(',')) return ',';
  return stream.is('name') || stream.is('(') ? 'beside' : undefined;
}

/** Whether the joint that was read before holds its two filters together before the next one does. */
function bindsFirst(before: Joint, next: Joint): boolean {
  return before === 'and' ? next === 'and' || next === 'or' : before === 'or' && next === 'or';
}

function join(filters: LabelFilter[], joints: Joint[]): void {
  const [joint, right, left] = [joints.pop(), filters.pop(), filters.pop()];
  if (left === undefined || right === undefined) return;
  const span = left.span === undefined || right.span === undefined ? {} : { span: { from: left.span.from, to: right.span.to } };
  filters.push({ kind: joint === 'or' ? 'or' : 'and', left, right, ...span });
}

function parseOne(stream: TokenStream): LabelFilter {
  const opening = stream.takeIf('(');
  if (opening !== undefined) {
    const inner = stream.nested(() => parseLabelFilter(stream));
    stream.expect(')', "')' or a further filter");
    return inner;
  }
  const name = stream.expect('name', 'a label');
  const operator = [...textOperators, ...amountOperators].find((candidate) => stream.is(candidate));
  if (operator === undefined) throw stream.unexpected('a comparison', { fix: valueHint });
  stream.take();
  const span = (): Span => ({ from: name.from, to: stream.end });
  const isText = operator === '=' || operator === '!=' || operator === '=~' || operator === '!~';
  const text = isText ? stream.takeIf('string') : undefined;
  if (isText && text !== undefined) {
    const matcher = { label: name.text, operator, value: text.value, span: span() };
    refuseMatcher(stream, matcher, text);
    return { kind: 'text', ...matcher };
  }
  if (operator === '=~' || operator === '!~') throw stream.unexpected('a regular expression in quotes', { fix: 'write status=~"5.."' });
  if ((operator === '=' || operator === '!=') && stream.token.kind === 'function' && stream.token.text === 'ip') return { kind: 'ip', label: name.text, operator, address: parseIp(stream), span: span() };
  return { kind: 'amount', label: name.text, operator: operator === '=' ? '==' : operator, amount: parseAmount(stream, operator), span: span() };
}

function parseAmount(stream: TokenStream, operator: AmountOperator | '='): Extract<LabelFilter, { kind: 'amount' }>['amount'] {
  const duration = stream.takeIf('duration');
  if (duration !== undefined) return { duration: duration.lapse };
  const size = stream.takeIf('bytes');
  if (size !== undefined) return { bytes: size.bytes };
  const { from } = stream.token;
  const sign = stream.takeIf('-') ?? stream.takeIf('+');
  const number = stream.expect('number', operator === '=' || operator === '!=' ? 'a text, a number, a duration or a size' : 'a number, a duration or a size', { fix: valueHint });
  const value = readFloat(number.text);
  if (value === undefined) throw unsafe(stream.text, { from, to: number.to }, `'${number.text}' is no number that can be compared`, 'Loki takes it for 0 or for infinity without a word', 'write it as a decimal number');
  return { number: sign?.kind === '-' ? -value : value };
}

/** `ip("10.0.0.0/8")` */
export function parseIp(stream: TokenStream): string {
  stream.take();
  stream.expect('(', "'('");
  const { value } = stream.expect('string', 'an address in quotes');
  stream.expect(')', "')'");
  return value;
}

/** `label`, `label="value"`, in a list of `drop` or `keep`. */
export function parseNamedMatcher(stream: TokenStream): string | StreamMatcher {
  const name = stream.expect('name', 'a label');
  const operator = textOperators.find((candidate) => stream.is(candidate));
  if (operator === undefined) return name.text;
  return parseMatcherValue(stream, name);
}

/** `label="value"` of a stream selector. */
export function parseMatcher(stream: TokenStream): StreamMatcher {
  return parseMatcherValue(stream, stream.expect('name', 'a label', { fix: 'write a label and what it must be: {service="api"}' }));
}

function parseMatcherValue(stream: TokenStream, name: Span & { readonly text: string }): StreamMatcher {
  const operator = textOperators.find((candidate) => stream.is(candidate));
  if (operator === undefined) throw stream.unexpected("'=', '!=', '=~' or '!~'");
  stream.take();
  const value = stream.expect('string', 'a text in quotes');
  const matcher = { label: name.text, operator, value: value.value, span: { from: name.from, to: value.to } };
  refuseMatcher(stream, matcher, value);
  return matcher;
}
