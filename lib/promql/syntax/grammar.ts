import { didYouMean } from '../../core/names';
import type { AggregateNode, AggregateOperator, BinaryNode, BinaryOperator, CallNode, Grouping, Matching, Node, NumberNode } from '../node';
import { parametrised } from '../node';
import { functionTable } from '../function-table';
import { signStrength, strength } from '../precedence';
import { aggregation, aggregationNames, binaryOperator, experimentalAggregations, neverFunction, neverMetric } from './keyword';
import type { Token } from './scanner';
import { parseLabels, parseSelector } from './selector';
import { parseSuffix } from './suffix';
import { TokenStream } from './token-stream';

/**
 * How many levels an expression may have. Prometheus has no limit, but takes time that grows with the square of the
 * depth; what reads the tree here may use the stack. Rules that people wrote stay below 30.
 */
const deepest = 500;

/** Reads the whole text as one expression, or throws the first fault. Types are not yet checked. */
export function parseGrammar(text: string): Node {
  return new Grammar(text).whole();
}

class Grammar {
  readonly #stream: TokenStream;
  /** Levels above the token in view. */
  #depth = 0;
  /** Levels of the node that was read last. */
  #height = 0;

  constructor(text: string) {
    this.#stream = new TokenStream(text);
  }

  whole(): Node {
    const stream = this.#stream;
    if (stream.is('end')) throw stream.fault('there is no expression', stream.token, { fix: 'write one, such as up == 0' });
    const node = this.#expression(0);
    if (stream.is('end')) return node;
    throw unexpectedAfterOperand(stream);
  }

  /** Operands joined by operators that bind at least as strongly as `weakest`. */
  #expression(weakest: number): Node {
    this.#limit(++this.#depth);
    let left = this.#operand();
    for (let operator = this.#operator(); operator !== undefined && strength(operator) >= weakest; operator = this.#operator()) {
      left = this.#binary(left, operator);
    }
    this.#depth -= 1;
    return left;
  }

  #operator(): BinaryOperator | undefined {
    return binaryOperator(this.#stream.is('word') ? this.#stream.keyword : this.#stream.token.kind);
  }

  #binary(left: Node, operator: BinaryOperator): BinaryNode {
    const heightOfLeft = this.#height;
    const stream = this.#stream;
    stream.take();
    const bool = stream.keyword === 'bool';
    if (bool) stream.take();
    const matching = this.#matching();
    if (/^fill(?:_left|_right)?$/.test(stream.keyword)) this.#refuseFill();
    // Powers lean to the right, everything else to the left.
    const right = this.#expression(operator === '^' ? strength(operator) : strength(operator) + 1);
    this.#raise(Math.max(heightOfLeft, this.#height));
    const span = { from: left.span?.from ?? 0, to: stream.end };
    return { kind: 'binary', operator, left, right, ...(bool ? { bool } : {}), ...(matching === undefined ? {} : { matching }), span };
  }

  #matching(): Matching | undefined {
    const stream = this.#stream;
    const mode = stream.keyword;
    if (mode === 'group_left' || mode === 'group_right') throw stream.unexpected(`expected 'on' or 'ignoring' before '${mode}'`, { fix: `write on (label) ${mode} ()` });
    if (mode !== 'on' && mode !== 'ignoring') return undefined;
    stream.take();
    const labels = parseLabels(stream);
    const group = stream.keyword;
    if (group !== 'group_left' && group !== 'group_right') return { mode, labels };
    stream.take();
    const include = stream.is('(') ? parseLabels(stream) : [];
    return { mode, labels, group: { side: group === 'group_left' ? 'left' : 'right', include } };
  }

  /** A metric may be called `fill`; only parentheses after the word make it the modifier. */
  #refuseFill(): void {
    const stream = this.#stream;
    const { from, to } = stream.token;
    if (!/^[ \t\r\n]*\(/.test(stream.text.slice(to, to + 100))) return;
    throw stream.fault(`'${stream.keyword}' is experimental: Prometheus takes it only with --enable-feature=promql-binop-fill-modifiers`, { from, to }, { fix: "drop it, and write 'or' for missing series" });
  }

  #operand(): Node {
    const { from } = this.#stream.token;
    const first = this.#prefix();
    // A sign takes the suffixes of its operand; no suffix can follow it.
    if (first.kind === 'unary') return first;
    let node: Node = first;
    for (;;) {
      const isWrapped = this.#stream.is('[');
      const suffixed = parseSuffix(this.#stream, node, from);
      if (suffixed === undefined) return node;
      if (isWrapped) this.#raise(this.#height);
      node = suffixed;
    }
  }

  #prefix(): Node {
    const stream = this.#stream;
    const { kind, from, to } = stream.token;
    const span = { from, to };
    this.#height = 1;
    switch (kind) {
      case 'number':
      case 'duration':
        return { kind: 'number', value: stream.valueOf(stream.take()), span };
      case 'string':
        return { kind: 'string', value: stream.stringOf(stream.take()), span };
      case '+':
      case '-':
        return this.#signed(kind);
      case '(':
        return this.#parenthesised();
      case '{':
        return parseSelector(stream, undefined);
      case 'word':
        return this.#named();
      default:
        throw stream.unexpected(kind === '[' ? 'expected a metric before its range' : 'expected an expression');
    }
  }

  /** Go folds the sign of a number into the number. */
  #signed(operator: '+' | '-'): Node {
    const stream = this.#stream;
    const { from } = stream.take();
    const expression = this.#expression(signStrength + 1);
    const span = { from, to: stream.end };
    if (expression.kind === 'number') return { kind: 'number', value: operator === '-' ? -expression.value : expression.value, span } satisfies NumberNode;
    this.#raise(this.#height);
    return { kind: 'unary', operator, expression, span };
  }

  #parenthesised(): Node {
    const stream = this.#stream;
    const opening = stream.take();
    const expression = this.#expression(0);
    if (!stream.is(')') && !stream.is('end')) throw unexpectedAfterOperand(stream, "expected an operator or ')'");
    const { to } = stream.close(')', opening);
    this.#raise(this.#height);
    return { kind: 'paren', expression, span: { from: opening.from, to } };
  }

  /** What begins with a word: an aggregation, a function or a metric. */
  #named(): Node {
    const stream = this.#stream;
    const { keyword } = stream;
    const operator = aggregation(keyword);
    const word = stream.take();
    if (operator !== undefined && (stream.is('(') || isGrouping(stream.keyword))) return this.#aggregate(operator, word);
    if (stream.is('(') && !neverFunction.has(keyword)) return this.#call(word);
    if (!neverMetric.has(keyword) && !stream.is('(')) return parseSelector(stream, word);
    throw stream.fault(`unexpected '${stream.textOf(word)}': expected an expression, and this is a keyword`, word, neverMetric.has(keyword) ? { fix: `to select a metric of that name, quote it: {"${stream.textOf(word)}"}` } : {});
  }

  #call(word: Token): CallNode {
    const stream = this.#stream;
    const name = stream.textOf(word);
    const signature = functionTable.get(name);
    if (signature === undefined) {
      const hint = didYouMean(name, [...functionTable.keys(), ...aggregationNames]);
      throw stream.fault(`there is no function '${name}'`, word, hint === '' ? {} : { fix: hint });
    }
    if (signature.experimental) throw experimentalFunction(stream, word);
    const args = this.#arguments();
    return { kind: 'call', name, arguments: args, span: { from: word.from, to: stream.end } };
  }

  #aggregate(operator: AggregateOperator, word: Token): AggregateNode {
    const stream = this.#stream;
    if (experimentalAggregations.has(operator)) throw experimentalFunction(stream, word);
    const before = this.#grouping();
    if (!stream.is('(')) throw stream.unexpected(`expected '(' and what to aggregate`);
    const args = this.#arguments();
    const grouping = before ?? this.#grouping();
    const span = { from: word.from, to: stream.end };
    const wanted = parametrised.has(operator) ? 2 : 1;
    const [expression, ...others] = [...args].reverse();
    if (expression === undefined || args.length !== wanted) {
      throw stream.fault(`${operator} takes ${wanted === 2 ? 'a parameter and a vector' : 'one vector'}, and here ${args.length === 1 ? 'stands 1 argument' : `stand ${args.length} arguments`}`, span, {
        fix: wanted === 2 ? `write ${operator}(${operator === 'count_values' ? '"label"' : operator === 'quantile' ? '0.9' : '5'}, vector)` : `write ${operator}(vector)`,
      });
    }
    const [parameter] = others;
    return { kind: 'aggregate', operator, expression, ...(parameter === undefined ? {} : { parameter }), ...(grouping === undefined ? {} : { grouping }), span };
  }

  #grouping(): Grouping | undefined {
    const mode = this.#stream.keyword;
    if (!isGrouping(mode)) return undefined;
    this.#stream.take();
    return { mode, labels: parseLabels(this.#stream) };
  }

  #arguments(): Node[] {
    const stream = this.#stream;
    const opening = stream.take();
    const args: Node[] = [];
    let tallest = 0;
    while (!stream.is(')') || args.length > 0) {
      if (stream.is(')')) throw stream.unexpected('expected another argument after the comma', { fix: 'drop the last comma' });
      args.push(this.#expression(0));
      tallest = Math.max(tallest, this.#height);
      if (stream.takeIf(',') === undefined) break;
    }
    if (!stream.is(')') && !stream.is('end')) throw unexpectedAfterOperand(stream, "expected an operator, ',' or ')'");
    stream.close(')', opening);
    this.#raise(tallest);
    return args;
  }

  /** The node in making stands above nodes of this height. */
  #raise(height: number): void {
    this.#height = height + 1;
    this.#limit(this.#height);
  }

  #limit(levels: number): void {
    if (levels <= deepest) return;
    throw this.#stream.fault(`this expression is more than ${deepest} levels deep`, this.#stream.token, { fix: 'record parts of it as rules of their own' });
  }
}

function isGrouping(keyword: string): keyword is Grouping['mode'] {
  return keyword === 'by' || keyword === 'without';
}

function experimentalFunction(stream: TokenStream, word: Token): Error {
  return stream.fault(`'${stream.textOf(word)}' is experimental: Prometheus takes it only with --enable-feature=promql-experimental-functions`, word);
}

/** The fault of what follows a complete operand and is no operator. */
function unexpectedAfterOperand(stream: TokenStream, expected = 'expected an operator or the end of the expression'): Error {
  if (stream.is(')')) return stream.unexpected(expected, { fix: "remove this ')', or open it with '('" });
  if (!stream.is('=')) return stream.unexpected(expected);
  const isMatcher = /^[ \t]*~|^[ \t]*["'`]/.test(stream.text.slice(stream.token.to, stream.token.to + 20));
  return stream.unexpected(expected, { fix: isMatcher ? 'matchers stand in braces: metric{label="value"}' : "write '==' to compare" });
}
