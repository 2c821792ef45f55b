import { regexpFault } from '../../promql/syntax/regexp';
import type { Grouping, Matching, Span } from '../../promql/node';
import type { LogqlBinaryNode, LogqlBinaryOperator, LogqlNode, LogqlNumberNode, MetricNode, RangeAggregateNode, VariantsNode } from '../node';
import { isMetric } from '../node';
import { binaryStrength, isComparison, isSetOperator } from '../precedence';
import { aggregationFault, refuseRangeAggregate } from './aggregate-content';
import { unsafe } from './fault';
import { rangeOperator, vectorOperator } from './keyword';
import { parseLog, parseLogRange } from './log-grammar';
import { readFloat } from './quantity-literal';
import { refuseDeep, type TokenStream } from './token-stream';

const symbols = ['+', '-', '*', '/', '%', '^', '==', '!=', '>', '<', '>=', '<='] as const;

/** A node with the levels below it. */
interface Read {
  readonly node: LogqlNode;
  readonly levels: number;
}

/** Reads a whole query. */
export function parseQuery(stream: TokenStream): LogqlNode {
  if (stream.is('end')) throw stream.fault('there is no query', stream.token, { fix: 'write one, such as {service="api"} |= "error"' });
  const { node } = parseExpression(stream, 0);
  if (!stream.is('end')) throw stream.unexpected('an operator or the end');
  return node;
}

function parseExpression(stream: TokenStream, weakest: number): Read {
  let left = parseOperand(stream);
  for (let operator = operatorInView(stream); operator !== undefined && binaryStrength(operator) >= weakest; operator = operatorInView(stream)) {
    const token = stream.take();
    const options = parseModifiers(stream, operator, token);
    const strength = binaryStrength(operator);
    const right = stream.nested(() => parseExpression(stream, operator === '^' ? strength : strength + 1));
    left = { node: joined(stream, operator, token, left.node, right.node, options), levels: Math.max(left.levels, right.levels) + 1 };
    refuseDeep(stream.text, left.levels, token);
  }
  return left;
}

function operatorInView(stream: TokenStream): LogqlBinaryOperator | undefined {
  const { keyword } = stream;
  if (keyword === 'and' || keyword === 'or' || keyword === 'unless') return keyword;
  return symbols.find((symbol) => stream.is(symbol));
}

type Options = Pick<LogqlBinaryNode, 'bool' | 'matching'>;

function joined(stream: TokenStream, operator: LogqlBinaryOperator, token: Span, left: LogqlNode, right: LogqlNode, options: Options): LogqlBinaryNode {
  for (const side of [left, right]) {
    if (!isMetric(side)) throw stream.fault(`'${operator}' joins numbers, and this yields ${side.kind === 'log' ? 'log lines' : 'variants'}`, side.span ?? token, { fix: 'count the lines: count_over_time({...}[5m])' });
    if (isSetOperator(operator) && isConstant(side)) throw stream.fault(`'${operator}' joins series, and this is a number`, side.span ?? token, { fix: 'write vector(0) for a series without labels' });
  }
  if (!isMetric(left) || !isMetric(right)) throw stream.unexpected('numbers');
  if (options.matching !== undefined && (isConstant(left) || isConstant(right))) {
    throw unsafe(stream.text, token, 'a number has no labels to match', 'Loki passes over on(...) and ignoring(...) without a word', 'leave them out');
  }
  return { kind: 'binary', operator, left, right, ...options, span: { from: left.span?.from ?? token.from, to: stream.end } };
}

/** A number, or what Loki calculates into one when it reads the query. */
function isConstant(node: MetricNode): boolean {
  return node.kind === 'number' || (node.kind === 'binary' && isConstant(node.left) && isConstant(node.right));
}

function parseModifiers(stream: TokenStream, operator: LogqlBinaryOperator, token: Span): Options {
  const bool = stream.takeKeyword('bool');
  if (bool && !isComparison(operator)) throw unsafe(stream.text, token, `'bool' belongs to comparisons, not to '${operator}'`, 'Loki passes over it without a word', 'leave it out');
  const mode = stream.keyword === 'on' || stream.keyword === 'ignoring' ? stream.keyword : undefined;
  if (mode === undefined) return bool ? { bool } : {};
  stream.take();
  const labels = parseLabels(stream);
  const side = stream.keyword === 'group_left' ? 'left' : stream.keyword === 'group_right' ? 'right' : undefined;
  if (side === undefined) return { ...(bool ? { bool } : {}), matching: { mode, labels } };
  const grouping = stream.take();
  if (isSetOperator(operator)) throw unsafe(stream.text, grouping, `'${operator}' takes several partners as they come`, 'group_left and group_right change nothing', 'leave it out');
  const include = stream.is('(') ? parseLabels(stream) : [];
  const matching: Matching = { mode, labels, group: { side, include } };
  return { ...(bool ? { bool } : {}), matching };
}

/** `(a, b)`, perhaps empty. */
function parseLabels(stream: TokenStream): readonly string[] {
  stream.expect('(', "'('");
  const labels: string[] = [];
  if (!stream.is(')')) {
    do labels.push(stream.expect('name', 'a label').text);
    while (stream.takeIf(',') !== undefined);
  }
  stream.expect(')', labels.length === 0 ? "a label or ')'" : "',' or ')'");
  return labels;
}

function parseGrouping(stream: TokenStream): Grouping | undefined {
  const mode = stream.keyword === 'by' || stream.keyword === 'without' ? stream.keyword : undefined;
  if (mode === undefined) return undefined;
  stream.take();
  return { mode, labels: parseLabels(stream) };
}

function parseOperand(stream: TokenStream): Read {
  const { token } = stream;
  switch (token.kind) {
    case '(': {
      stream.take();
      const inner = stream.nested(() => parseExpression(stream, 0));
      stream.expect(')', "an operator or ')'");
      return inner;
    }
    case '{':
      return { node: parseLog(stream), levels: 0 };
    case 'number':
    case '+':
    case '-':
      return { node: parseNumber(stream), levels: 0 };
    case 'function':
      return stream.nested(() => parseFunction(stream, token.text));
    case 'keyword':
      if (token.text === 'variants') return { node: parseVariants(stream), levels: 0 };
      break;
    case 'name':
      throw stream.fault(`'${token.text}' is no function of LogQL, and a query does not begin with a name`, token, { fix: 'begin with a stream selector {service="api"} or a function such as rate' });
    default:
  }
  throw stream.unexpected('a stream selector, a function or a number');
}

function parseNumber(stream: TokenStream): LogqlNumberNode {
  const { from } = stream.token;
  const sign = stream.takeIf('-') ?? stream.takeIf('+');
  const number = stream.expect('number', 'a number');
  const value = numberOf(stream, number);
  return { kind: 'number', value: sign?.kind === '-' ? -value : value, span: { from, to: number.to } };
}

function numberOf(stream: TokenStream, token: Span & { readonly text: string }): number {
  const value = readFloat(token.text);
  if (value === undefined) throw unsafe(stream.text, token, `'${token.text}' is no number that Loki can hold`, 'inside of variants() Loki takes it for 0 without a word, and elsewhere it refuses it', 'write it as a decimal number');
  return value;
}

function parseFunction(stream: TokenStream, name: string): Read {
  const { from } = stream.token;
  const range = rangeOperator(name);
  if (range !== undefined) return { node: parseRangeAggregate(stream, range), levels: 0 };
  const vector = vectorOperator(name);
  stream.take();
  if (vector !== undefined) {
    const before = parseGrouping(stream);
    stream.expect('(', "'('");
    const parameter = parseParameter(stream);
    const { node, levels } = parseExpression(stream, 0);
    const expression = metricOnly(stream, node);
    stream.expect(')', "an operator or ')'");
    const grouping = before ?? parseGrouping(stream);
    const span = { from, to: stream.end };
    const fault = aggregationFault(vector, parameter?.text, grouping);
    if (fault !== undefined) throw stream.fault(fault.message, parameter ?? span, { fix: fault.fix });
    return { node: { kind: 'vectorAggregate', operator: vector, expression, ...(parameter === undefined ? {} : { parameter: Number(parameter.text) }), ...(grouping === undefined ? {} : { grouping }), span }, levels: levels + 1 };
  }
  if (name === 'vector') {
    stream.expect('(', "'('");
    const value = numberOf(stream, stream.expect('number', 'a number', { why: 'vector() takes a number without a sign' }));
    stream.expect(')', "')'");
    return { node: { kind: 'vector', value, span: { from, to: stream.end } }, levels: 0 };
  }
  if (name === 'label_replace') return parseLabelReplace(stream, from);
  throw stream.fault(`${name}() does not begin a query`, { from, to: stream.end }, { fix: name === 'ip' ? 'ip() stands in a line filter or a label filter' : `${name}() stands behind unwrap` });
}

/** `5,` before the query that it is about. */
function parseParameter(stream: TokenStream): (Span & { readonly text: string }) | undefined {
  const { token } = stream;
  if (token.kind !== 'number' || stream.behind.kind !== ',') return undefined;
  stream.take();
  stream.take();
  return token;
}

function parseRangeAggregate(stream: TokenStream, operator: RangeAggregateNode['operator']): RangeAggregateNode {
  const { from } = stream.take();
  stream.expect('(', "'('");
  const parameter = parseParameter(stream);
  const range = parseLogRange(stream);
  stream.expect(')', "')'");
  const grouping = parseGrouping(stream);
  const node: RangeAggregateNode = {
    kind: 'rangeAggregate',
    operator,
    range,
    ...(parameter === undefined ? {} : { parameter: numberOf(stream, parameter) }),
    ...(grouping === undefined ? {} : { grouping }),
    span: { from, to: stream.end },
  };
  refuseRangeAggregate(stream, node);
  return node;
}

function parseLabelReplace(stream: TokenStream, from: number): Read {
  stream.expect('(', "'('");
  const { node, levels } = parseExpression(stream, 0);
  const expression = metricOnly(stream, node);
  const text = (what: string): { readonly value: string } & Span => {
    stream.expect(',', "','");
    return stream.expect('string', `${what} in quotes`);
  };
  const [to, value, source, pattern] = [text('the label to write'), text('its value'), text('the label to read'), text('a regular expression')];
  stream.expect(')', "')'");
  const found = regexpFault(pattern.value);
  if (found !== undefined) throw stream.fault(found.message, pattern, { fix: found.fix });
  return { node: { kind: 'labelReplace', expression, to: to.value, value: value.value, from: source.value, pattern: pattern.value, span: { from, to: stream.end } }, levels: levels + 1 };
}

function parseVariants(stream: TokenStream): VariantsNode {
  const { from } = stream.take();
  stream.expect('(', "'('");
  const variants: MetricNode[] = [];
  do variants.push(metricOnly(stream, stream.nested(() => parseExpression(stream, 0)).node));
  while (stream.takeIf(',') !== undefined);
  stream.expect(')', "',' or ')'");
  if (!stream.takeKeyword('of')) throw stream.unexpected("'of'");
  stream.expect('(', "'('");
  const range = parseLogRange(stream);
  stream.expect(')', "')'");
  return { kind: 'variants', variants, range, span: { from, to: stream.end } };
}

function metricOnly(stream: TokenStream, node: LogqlNode): MetricNode {
  if (isMetric(node)) return node;
  throw stream.fault(node.kind === 'log' ? 'this yields log lines where numbers are expected' : 'variants stand by themselves', node.span, { fix: 'count the lines: count_over_time({...}[5m])' });
}
