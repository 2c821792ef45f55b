import { formatDuration } from '../core/duration';
import type { BinaryNode, BinaryOperator, Lapse, Matching, Node, RangeNode, SelectorMatcher, SelectorNode, Shift, SubqueryNode } from './node';
import { isCalculated } from './node';
import { signStrength, strength } from './precedence';
import { neverGroupingLabel, neverMetric } from './syntax/keyword';
import { quote } from './syntax/string-literal';

/**
 * Prints an expression on one line, with the brackets that precedence needs and no others:
 * `sum by (route) (rate(http_requests_total{job="api"}[5m])) > 0.1`.
 */
export function print(node: Node): string {
  return new Printer(Infinity, noPlaceholder).node(node, 0);
}

/** Longest line of a wrapped expression: what a reviewer sees without scrolling in a pull request. */
const defaultWidth = 100;

/**
 * Prints an expression over several lines where it is wider than `width`, for rule files that people review:
 *
 *     (
 *       sum(rate(http_requests_total{job="api",status=~"5.."}[5m]))
 *       /
 *       sum(rate(http_requests_total{job="api"}[5m]))
 *     )
 *     > 0.1
 */
export function printWrapped(node: Node, width: number = defaultWidth, placeholderOf: PlaceholderOf = noPlaceholder): string {
  return new Printer(width, placeholderOf).node(node, 0);
}

/** What to write instead of the window of a range selector: dashboards have variables for it. */
type PlaceholderOf = (node: RangeNode) => string | undefined;

const noPlaceholder: PlaceholderOf = () => undefined;

const indentation = '  ';

class Printer {
  readonly #width: number;
  readonly #placeholderOf: PlaceholderOf;
  /** A wide node is measured before each of its parts is, so without a memory the deepest are printed once per level. */
  readonly #flatTexts = new Map<Node, string>();

  constructor(width: number, placeholderOf: PlaceholderOf) {
    this.#width = width;
    this.#placeholderOf = placeholderOf;
  }

  /** One line where it fits, broken at this node where it does not. */
  node(node: Node, depth: number): string {
    const flat = this.#flat(node);
    return this.#width === Infinity || flat.length + depth * indentation.length <= this.#width ? flat : this.#broken(node, depth);
  }

  #flat(node: Node): string {
    const before = this.#flatTexts.get(node);
    if (before !== undefined) return before;
    const text = this.#onOneLine(node);
    this.#flatTexts.set(node, text);
    return text;
  }

  #onOneLine(node: Node): string {
    switch (node.kind) {
      case 'number':
        return printNumber(node.value);
      case 'string':
        return quote(node.value);
      case 'selector':
        return `${printSelector(node)}${printShift(node)}`;
      case 'range': {
        const placeholder = this.#placeholderOf(node);
        return `${printSelector(node.selector)}${placeholder === undefined ? printBrackets(node) : `[${placeholder}]`}${printShift(node.selector)}`;
      }
      case 'subquery':
        return `${this.#operand(node.expression)}${printBrackets(node)}${printShift(node)}`;
      case 'call':
        return `${node.name}(${node.arguments.map((argument) => this.#flat(argument)).join(', ')})`;
      case 'aggregate':
        return `${aggregateHead(node)}(${[...(node.parameter === undefined ? [] : [node.parameter]), node.expression].map((part) => this.#flat(part)).join(', ')})`;
      case 'binary':
        return `${this.#side(node, 'left')} ${binaryHead(node)} ${this.#side(node, 'right')}`;
      case 'unary':
        return `${node.operator}${needsBracketsUnderSign(node.expression) ? `(${this.#flat(node.expression)})` : this.#flat(node.expression)}`;
      case 'paren':
        return `(${this.#flat(node.expression)})`;
    }
  }

  #side(node: BinaryNode, side: 'left' | 'right'): string {
    const text = this.#flat(node[side]);
    return needsBrackets(node, side) ? `(${text})` : text;
  }

  /** A subquery binds to what stands right before it, so anything with an operator needs brackets. */
  #operand(node: Node): string {
    const text = this.#flat(node);
    return node.kind === 'binary' || node.kind === 'unary' || node.kind === 'number' || node.kind === 'subquery' ? `(${text})` : text;
  }

  /** Brackets around an operand that is broken itself show a reader what belongs together, even where precedence needs none. */
  #brokenSide(node: BinaryNode, which: 'left' | 'right', depth: number): string {
    const flat = this.#side(node, which);
    if (flat.length + depth * indentation.length <= this.#width) return flat;
    const side = node[which];
    if (side.kind !== 'binary' && !needsBrackets(node, which)) return this.node(side, depth);
    const indent = indentation.repeat(depth);
    return `(\n${indent}${indentation}${this.node(side, depth + 1)}\n${indent})`;
  }

  #broken(node: Node, depth: number): string {
    const indent = indentation.repeat(depth);
    const inner = `${indent}${indentation}`;
    const within = (child: Node): string => `${inner}${this.node(child, depth + 1)}`;
    switch (node.kind) {
      case 'number':
      case 'string':
      case 'selector':
      case 'range':
        return this.#flat(node);
      case 'call':
        return node.arguments.length === 0 ? this.#flat(node) : `${node.name}(\n${node.arguments.map(within).join(',\n')}\n${indent})`;
      case 'aggregate':
        return `${aggregateHead(node)}(\n${[...(node.parameter === undefined ? [] : [node.parameter]), node.expression].map(within).join(',\n')}\n${indent})`;
      case 'binary': {
        const right = node.right.kind === 'number' ? ` ${this.#side(node, 'right')}` : `\n${indent}${this.#brokenSide(node, 'right', depth)}`;
        return `${this.#brokenSide(node, 'left', depth)}\n${indent}${binaryHead(node)}${right}`;
      }
      case 'unary':
        return needsBracketsUnderSign(node.expression) ? `${node.operator}(\n${within(node.expression)}\n${indent})` : `${node.operator}${this.node(node.expression, depth)}`;
      case 'paren':
        return `(\n${within(node.expression)}\n${indent})`;
      case 'subquery': {
        const suffix = `${printBrackets(node)}${printShift(node)}`;
        const bare = node.expression.kind === 'call' || node.expression.kind === 'aggregate' || node.expression.kind === 'paren' || node.expression.kind === 'selector';
        return bare ? `${this.node(node.expression, depth)}${suffix}` : `(\n${within(node.expression)}\n${indent})${suffix}`;
      }
    }
  }
}

function needsBrackets(parent: BinaryNode, side: 'left' | 'right'): boolean {
  const child = parent[side];
  if (child.kind === 'unary') return side === 'left' ? strength(parent.operator) > signStrength : false;
  if (child.kind === 'number') return side === 'left' && parent.operator === '^' && (child.value < 0 || Object.is(child.value, -0));
  if (child.kind !== 'binary') return false;
  const [outer, inner] = [strength(parent.operator), strength(child.operator)];
  if (inner !== outer) return inner < outer || isMixedSet(parent.operator, child.operator);
  const isLeaning = parent.operator === '^' ? side === 'left' : side === 'right';
  return isLeaning || child.operator !== parent.operator && outer === 2;
}

/** `a or b and c` is right by precedence and wrong in every reader's head. */
function isMixedSet(outer: BinaryOperator, inner: BinaryOperator): boolean {
  return outer === 'or' && (inner === 'and' || inner === 'unless');
}

function needsBracketsUnderSign(node: Node): boolean {
  return (node.kind === 'binary' && strength(node.operator) <= signStrength) || node.kind === 'number' || node.kind === 'unary';
}

function aggregateHead(node: Extract<Node, { kind: 'aggregate' }>): string {
  return node.grouping === undefined ? node.operator : `${node.operator} ${node.grouping.mode} ${printLabels(node.grouping.labels)} `;
}

function binaryHead(node: BinaryNode): string {
  const bool = node.bool === true ? ' bool' : '';
  return `${node.operator}${bool}${node.matching === undefined ? '' : printMatching(node.matching)}`;
}

function printMatching({ mode, labels, group, fill }: Matching): string {
  const grouping = group === undefined ? '' : ` group_${group.side} ${printLabels(group.include)}`;
  return ` ${mode} ${printLabels(labels)}${grouping}${fill === undefined ? '' : printFill(fill)}`;
}

function printFill({ left, right }: NonNullable<Matching['fill']>): string {
  if (left !== undefined && left === right) return ` fill (${printNumber(left)})`;
  return `${left === undefined ? '' : ` fill_left (${printNumber(left)})`}${right === undefined ? '' : ` fill_right (${printNumber(right)})`}`;
}

/** Some keywords are labels everywhere but in a list of labels. */
function printLabels(labels: readonly string[]): string {
  return `(${labels.map((label) => (neverGroupingLabel.has(label.toLowerCase()) ? quote(label) : labelName(label))).join(', ')})`;
}

const plainMetricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const plainLabelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function printSelector(node: SelectorNode): string {
  const { name, matchers } = node;
  // A matcher on the name itself is refused after a name that stands before the braces.
  const quoted = name !== undefined && (!plainMetricName.test(name) || neverMetric.has(name.toLowerCase()) || matchers.some(({ label }) => label === '__name__'));
  const parts = [...(quoted ? [quote(name)] : []), ...matchers.map(printMatcher)];
  const braces = parts.length > 0 || name === undefined ? `{${parts.join(',')}}` : '';
  return `${quoted || name === undefined ? '' : name}${braces}`;
}

function printMatcher({ label, operator, value }: SelectorMatcher): string {
  return `${labelName(label)}${operator}${quote(value)}`;
}

/** UTF-8 names are quoted. Source: https://prometheus.io/docs/guides/utf8/#querying */
function labelName(name: string): string {
  return plainLabelName.test(name) ? name : quote(name);
}

function printBrackets(node: RangeNode | SubqueryNode): string {
  if (node.kind === 'range') return `[${printLapse(node.range)}]`;
  // Prometheus' lexer wants to see a digit before the colon.
  const range = isCalculated(node.range) && !/\d/.test(node.range.calculation) ? `1 * (${node.range.calculation})` : printLapse(node.range);
  return `[${range}:${node.step === undefined ? '' : printLapse(node.step)}]`;
}

function printLapse(lapse: Lapse): string {
  return isCalculated(lapse) ? lapse.calculation : formatDuration(lapse);
}

function printShift({ offset, at, extended }: Shift & Pick<SelectorNode, 'extended'>): string {
  const edges = extended === undefined ? '' : ` ${extended}`;
  const moment = at === undefined ? '' : ` @ ${typeof at === 'number' ? at.toFixed(3) : `${at}()`}`;
  return `${edges}${moment}${offset === undefined ? '' : printOffset(offset)}`;
}

function printOffset(offset: Lapse): string {
  // With its sign, Prometheus takes the parentheses alone for the offset; without, it would calculate on with what follows.
  if (isCalculated(offset)) return ` offset ${/^-?(?:step|range)\(\)$/.test(offset.calculation) ? offset.calculation : `+(${offset.calculation})`}`;
  return offset.milliseconds === 0 ? '' : ` offset ${formatDuration(offset)}`;
}

function printNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  // No plus before infinity: a sign is an operator, and `+Inf ^ 2` would be `+(Inf ^ 2)`.
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  return Object.is(value, -0) ? '-0' : String(value);
}
