import type { BelfryError } from '../core/problem';
import { functionTable, type ValueType } from './function-table';
import type { AggregateNode, BinaryNode, CallNode, Node, Span } from './node';
import { isComparison, isSetOperator, walk } from './node';
import { fault, type Advice } from './syntax/fault';

/**
 * Throws the first fault of an expression that is well-formed and still means nothing: a function of the wrong type of
 * value, a comparison of two numbers, labels matched where there are none. Source: `checkAST` in promql/parser/parse.go.
 */
export function checkTypes(root: Node, text: string): void {
  const checker = new TypeChecker(text);
  let first: BelfryError | undefined;
  // Children before parents, so that every type is known when it is asked for; the last fault found stands first in the text.
  for (const node of [...walk(root)].reverse()) first = checker.check(node) ?? first;
  if (first !== undefined) throw first;
}

class TypeChecker {
  readonly #text: string;
  /** Types of the nodes whose kind alone does not tell. */
  readonly #types = new Map<Node, ValueType>();

  constructor(text: string) {
    this.#text = text;
  }

  check(node: Node): BelfryError | undefined {
    switch (node.kind) {
      case 'number':
      case 'string':
      case 'selector':
      case 'range':
        return undefined;
      case 'paren':
        this.#types.set(node, this.#typeOf(node.expression));
        return undefined;
      case 'unary':
        this.#types.set(node, this.#typeOf(node.expression));
        return this.#expectOperand(node.expression, 'a sign');
      case 'subquery':
        return this.#expect(node.expression, 'instant vector', 'a subquery');
      case 'aggregate':
        return this.#aggregate(node);
      case 'call':
        return this.#call(node);
      case 'binary':
        return this.#binary(node);
    }
  }

  #typeOf(node: Node): ValueType {
    switch (node.kind) {
      case 'number':
        return 'scalar';
      case 'string':
        return 'string';
      case 'selector':
      case 'aggregate':
        return 'instant vector';
      case 'range':
      case 'subquery':
        return 'range vector';
      case 'call':
        return functionTable.get(node.name)?.returns ?? 'instant vector';
      case 'binary':
      case 'unary':
      case 'paren':
        return this.#types.get(node) ?? 'instant vector';
    }
  }

  #fault(span: Span | undefined, message: string, advice?: Advice): BelfryError {
    return fault(this.#text, span ?? { from: 0, to: this.#text.length }, message, advice);
  }

  /** The operator with its modifiers: what stands between the two sides, without the blanks around it. */
  #between({ left, right, span }: BinaryNode): Span | undefined {
    if (left.span === undefined || right.span === undefined) return span;
    const middle = this.#text.slice(left.span.to, right.span.from);
    return { from: right.span.from - middle.trimStart().length, to: left.span.to + middle.trimEnd().length };
  }

  #expect(node: Node, wanted: ValueType, place: string): BelfryError | undefined {
    const found = this.#typeOf(node);
    return found === wanted ? undefined : this.#fault(node.span, `${place} takes ${withArticle(wanted)}, and this is ${withArticle(found)}`, conversion(found, wanted));
  }

  #expectOperand(node: Node, place: string): BelfryError | undefined {
    const found = this.#typeOf(node);
    if (found === 'scalar' || found === 'instant vector') return undefined;
    return this.#fault(node.span, `${place} takes a scalar or an instant vector, and this is ${withArticle(found)}`, conversion(found, 'instant vector'));
  }

  #aggregate({ operator, expression, parameter }: AggregateNode): BelfryError | undefined {
    const wanted = operator === 'count_values' ? 'string' : 'scalar';
    return (parameter === undefined ? undefined : this.#expect(parameter, wanted, `the parameter of ${operator}`)) ?? this.#expect(expression, 'instant vector', operator);
  }

  #call(node: CallNode): BelfryError | undefined {
    const signature = functionTable.get(node.name);
    if (signature === undefined) return undefined;
    const { atLeast, atMost, arguments: wanted } = signature;
    const count = node.arguments.length;
    if (count < atLeast || count > atMost) {
      const usage = `${node.name}(${wanted.map((type, index) => (index < atLeast ? type : `[${type}]`)).join(', ')}${atMost === Infinity ? ', ...' : ''})`;
      return this.#fault(node.span, `${node.name} takes ${arity(atLeast, atMost)}, and here ${count === 1 ? 'stands 1' : `stand ${count}`}`, { fix: `write ${usage}` });
    }
    for (const [index, argument] of node.arguments.entries()) {
      const type = wanted[Math.min(index, wanted.length - 1)];
      const found = type === undefined ? undefined : this.#expect(argument, type, `${node.name}, argument ${index + 1},`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #binary(node: BinaryNode): BelfryError | undefined {
    const [left, right] = [this.#typeOf(node.left), this.#typeOf(node.right)];
    this.#types.set(node, left === 'scalar' && right === 'scalar' ? 'scalar' : 'instant vector');
    return (
      this.#expectOperand(node.left, `'${node.operator}'`) ?? this.#expectOperand(node.right, `'${node.operator}'`) ?? this.#operatorFault(node, left, right) ?? this.#matchingFault(node, left, right)
    );
  }

  #operatorFault(node: BinaryNode, left: ValueType, right: ValueType): BelfryError | undefined {
    const { operator } = node;
    const isVectors = left === 'instant vector' && right === 'instant vector';
    if (node.bool === true && !isComparison(operator)) return this.#fault(this.#between(node), `'bool' belongs to a comparison, and '${operator}' is none`, { fix: "drop 'bool'" });
    if (isSetOperator(operator) && !isVectors) {
      return this.#fault(this.#between(node), `'${operator}' joins two instant vectors, and one side is a scalar`, { fix: 'compare instead, or wrap the number: vector(1)' });
    }
    if (isComparison(operator) && node.bool !== true && left === 'scalar' && right === 'scalar') {
      return this.#fault(this.#between(node), "two scalars cannot filter each other: expected 'bool'", { fix: `write ${operator} bool, which yields 0 or 1` });
    }
    return undefined;
  }

  #matchingFault(node: BinaryNode, left: ValueType, right: ValueType): BelfryError | undefined {
    const { matching, operator } = node;
    if (matching === undefined) return undefined;
    const { mode, labels, group } = matching;
    const twice = mode === 'on' ? group?.include.find((label) => labels.includes(label)) : undefined;
    if (twice !== undefined) return this.#fault(this.#between(node), `the label '${twice}' stands in 'on' and in the group at once`, { fix: 'drop it from the group: both sides have it anyway' });
    if (left !== 'instant vector' || right !== 'instant vector') {
      return labels.length === 0 ? undefined : this.#fault(this.#between(node), `'${mode}' pairs two instant vectors, and one side is a scalar`, { fix: `drop '${mode}'` });
    }
    if (group === undefined || !isSetOperator(operator)) return undefined;
    return this.#fault(this.#between(node), `'${operator}' pairs many with many, so it takes no group_${group.side}`, { fix: `drop 'group_${group.side}'` });
  }
}

function withArticle(type: ValueType): string {
  return type === 'instant vector' ? `an ${type}` : `a ${type}`;
}

function arity(atLeast: number, atMost: number): string {
  const count = (amount: number): string => (amount === 0 ? 'no argument' : amount === 1 ? '1 argument' : `${amount} arguments`);
  if (atLeast === atMost) return count(atLeast);
  return atMost === Infinity ? `at least ${count(atLeast)}` : `${atLeast} to ${count(atMost)}`;
}

/** How to come from what stands there to what is wanted. */
function conversion(found: ValueType, wanted: ValueType): Advice {
  const fixes: Readonly<Record<ValueType, Partial<Record<ValueType, string>>>> = {
    'range vector': { 'instant vector': 'drop the range, or put a function such as rate() around it' },
    'instant vector': { 'range vector': 'add a range, metric[5m], or a subquery, [5m:]', scalar: 'wrap it: scalar(...), where it has exactly one series' },
    scalar: { 'instant vector': 'wrap it: vector(...)', 'range vector': 'name a metric and a range' },
    string: {},
  };
  const fix = fixes[found][wanted];
  return fix === undefined ? {} : { fix };
}
