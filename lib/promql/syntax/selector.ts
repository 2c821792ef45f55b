import type { MatchOperator } from '../../metric/matcher';
import type { SelectorMatcher, SelectorNode } from '../node';
import { neverGroupingLabel } from './keyword';
import { matchesEmpty, regexpFault } from './regexp';
import type { Token } from './scanner';
import { hasBrokenBytes } from './string-literal';
import type { TokenStream } from './token-stream';

const nameLabel = '__name__';

/** A selector whose name, if it stands before the braces, was just taken. */
export function parseSelector(stream: TokenStream, nameToken: Token | undefined): SelectorNode {
  const from = nameToken?.from ?? stream.token.from;
  const matchers = stream.is('{') ? parseMatchers(stream) : [];
  const span = { from, to: stream.end };
  if (nameToken !== undefined) {
    const second = matchers.find(({ label }) => label === nameLabel);
    if (second !== undefined) throw stream.fault(`the metric's name is set twice: '${stream.textOf(nameToken)}' and this`, second.span ?? span, { fix: 'keep one of the two' });
    return { kind: 'selector', name: stream.textOf(nameToken), matchers, span };
  }
  const named = matchers.find(({ label, operator, value }) => label === nameLabel && operator === '=' && value !== '');
  if (named !== undefined) return { kind: 'selector', name: named.value, matchers: matchers.filter((matcher) => matcher !== named), span };
  if (!matchers.every(matchesEmpty)) return { kind: 'selector', matchers, span };
  throw stream.fault('this selector takes every series there is: expected a metric name, or a matcher that an empty label does not satisfy', span, {
    fix: 'name the metric, or write a matcher such as {job="api"} or {job=~".+"}',
  });
}

function parseMatchers(stream: TokenStream): SelectorMatcher[] {
  const brace = stream.take();
  const matchers: SelectorMatcher[] = [];
  while (!stream.is('}')) {
    matchers.push(parseMatcher(stream));
    if (stream.takeIf(',') === undefined) break;
  }
  stream.close('}', brace, matchers.length === 0 ? 'a label or ' : "',' or ");
  return matchers;
}

function parseMatcher(stream: TokenStream): SelectorMatcher {
  if (!stream.is('word') && !stream.is('string')) throw stream.unexpected("expected a label, a quoted metric name, or '}'");
  const label = stream.take();
  const name = label.kind === 'string' ? stream.stringOf(label) : stream.textOf(label);
  const operator = matchOperator(stream.token);
  if (operator === undefined) {
    if (label.kind === 'string') return { label: nameLabel, operator: '=', value: name, span: { from: label.from, to: label.to } };
    throw stream.unexpected('expected one of = != =~ !~ after a label');
  }
  stream.take();
  if (!stream.is('string')) throw stream.unexpected('expected a string to compare the label with', { fix: 'put the value in double quotes' });
  const literal = stream.take();
  const value = stream.stringOf(literal);
  const regexp = operator === '=~' || operator === '!~' ? regexpFault(value) : undefined;
  if (regexp !== undefined) throw stream.fault(regexp.message, literal, { fix: regexp.fix });
  return { label: name, operator, value, span: { from: label.from, to: literal.to } };
}

function matchOperator({ kind }: Token): MatchOperator | undefined {
  return kind === '=' || kind === '!=' || kind === '=~' || kind === '!~' ? kind : undefined;
}

/** The labels of `by (...)`, `on (...)` and their like. */
export function parseLabels(stream: TokenStream): string[] {
  if (!stream.is('(')) throw stream.unexpected("expected '(' and labels", { fix: 'put the labels in parentheses, also a single one' });
  const parenthesis = stream.take();
  const labels: string[] = [];
  while (!stream.is(')')) {
    labels.push(parseLabel(stream));
    if (stream.takeIf(',') === undefined) break;
  }
  stream.close(')', parenthesis, labels.length === 0 ? 'a label or ' : "',' or ");
  return labels;
}

function parseLabel(stream: TokenStream): string {
  if (stream.is('word') && !neverGroupingLabel.has(stream.keyword)) return stream.textOf(stream.take());
  if (!stream.is('string')) throw stream.unexpected("expected a label or ')'", { fix: stream.is('word') ? `quote the label: "${stream.textOf(stream.token)}"` : 'list labels without values' });
  const literal = stream.take();
  const label = stream.stringOf(literal);
  if (label === '' || hasBrokenBytes(label)) throw stream.fault(label === '' ? 'a label name cannot be empty' : 'a label name must be valid UTF-8', literal);
  return label;
}
