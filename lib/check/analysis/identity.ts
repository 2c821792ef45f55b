import type { Lapse, Node, ParenNode, SelectorNode } from '../../promql/node';
import { isCalculated } from '../../promql/node';

/**
 * A number for each node, equal for nodes that mean the same whatever their brackets, spacing and order of matchers.
 * One pass over the expression, so that comparing parts costs nothing.
 */
export class Identities {
  readonly #numbers = new Map<string, number>();
  readonly #ofNode = new Map<Node, number>();

  /** Children must have been asked for before their parents. */
  add(node: Node): void {
    this.#ofNode.set(node, node.kind === 'paren' ? this.of(node.expression) : this.#intern(this.#key(node)));
  }

  of(node: Node): number {
    const known = this.#ofNode.get(node);
    if (known === undefined) throw new RangeError('a node of another expression has no identity here');
    return known;
  }

  #intern(key: string): number {
    const known = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, known);
    return known;
  }

  #key(node: Exclude<Node, ParenNode>): string {
    switch (node.kind) {
      case 'number':
        return `n${node.value}`;
      case 'string':
        return `s${node.value}`;
      case 'selector':
        return selectorKey(node);
      case 'range':
        return `r${this.of(node.selector)}[${lapseKey(node.range)}`;
      case 'subquery':
        return `q${this.of(node.expression)}[${lapseKey(node.range)}:${lapseKey(node.step)}${shiftKey(node)}`;
      case 'unary':
        return `u${node.operator}${this.of(node.expression)}`;
      case 'call':
        return `c${node.name}(${node.arguments.map((argument) => this.of(argument)).join(',')}`;
      case 'aggregate': {
        const grouping = node.grouping === undefined || (node.grouping.mode === 'by' && node.grouping.labels.length === 0) ? '' : `${node.grouping.mode}(${[...node.grouping.labels].sort().join(',')})`;
        return `a${node.operator}${grouping}${node.parameter === undefined ? '' : `${this.of(node.parameter)},`}${this.of(node.expression)}`;
      }
      case 'binary':
        return `b${this.of(node.left)}${node.operator}${node.bool === true ? 'bool' : ''}${JSON.stringify(node.matching ?? '')}${this.of(node.right)}`;
    }
  }
}

function selectorKey(node: SelectorNode): string {
  const matchers = node.matchers.map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`).sort();
  return `v${node.name ?? ''}{${matchers.join(',')}}${shiftKey(node)}`;
}

function lapseKey(lapse: Lapse | undefined): string {
  return lapse === undefined ? '' : isCalculated(lapse) ? lapse.calculation : String(lapse.milliseconds);
}

function shiftKey({ offset, at }: Pick<SelectorNode, 'offset' | 'at'>): string {
  return `${offset === undefined ? '' : `o${lapseKey(offset)}`}${at === undefined ? '' : `@${at}`}`;
}
