import type { AggregateNode, BinaryNode, CallNode, Node, RangeNode, SelectorNode, Span, SubqueryNode } from '../../promql/node';
import { walk } from '../../promql/node';
import type { KnownMetrics } from '../model/known-metrics';
import type { Spot, Text } from '../model/text';
import type { Facts } from './facts';
import { Identities } from './identity';
import { inferFacts } from './infer-facts';
import { partOfWholeFinder } from './part-of-whole';

/** How often the value behind an expression is looked at, which decides what it can miss. */
export type Purpose = 'alert' | 'recording' | 'panel';

/** An expression with everything that checks ask about it, worked out once. */
export class Expression {
  readonly text: Text;
  readonly root: Node;
  readonly purpose: Purpose;
  readonly known: KnownMetrics;
  /** How often it is evaluated, in milliseconds. */
  readonly interval: number;
  readonly selectors: readonly SelectorNode[];
  readonly ranges: readonly RangeNode[];
  readonly subqueries: readonly SubqueryNode[];
  readonly calls: readonly CallNode[];
  readonly aggregates: readonly AggregateNode[];
  readonly binaries: readonly BinaryNode[];
  /** Whether a dashboard's variables take part, so that ranges and values are not what stands there. */
  readonly hasVariables: boolean;
  /** Names that stand for template variables of a dashboard. */
  readonly #variables: ReadonlySet<string>;
  /** All nodes, children before their parents. */
  readonly #nodes: readonly Node[];
  readonly #facts = new Map<Node, Facts>();
  readonly #parents = new Map<Node, Node>();
  readonly #identities = new Identities();

  constructor(source: { readonly text: Text; readonly root: Node; readonly purpose: Purpose; readonly known: KnownMetrics; readonly interval: number; readonly variables?: ReadonlySet<string>; readonly hasVariables?: boolean }) {
    this.text = source.text;
    this.root = source.root;
    this.purpose = source.purpose;
    this.known = source.known;
    this.interval = source.interval;
    this.hasVariables = source.hasVariables ?? false;
    this.#variables = source.variables ?? noVariables;
    const parts = { selector: [] as SelectorNode[], range: [] as RangeNode[], subquery: [] as SubqueryNode[], call: [] as CallNode[], aggregate: [] as AggregateNode[], binary: [] as BinaryNode[] };
    const inOrder = [...walk(source.root)];
    for (const node of inOrder) sort(node, parts);
    this.#nodes = inOrder.reverse();
    this.selectors = parts.selector;
    this.ranges = parts.range;
    this.subqueries = parts.subquery;
    this.calls = parts.call;
    this.aggregates = parts.aggregate;
    this.binaries = parts.binary;
    this.#infer();
  }

  #infer(): void {
    const factsOf = (node: Node): Facts => this.facts(node);
    const partOfWhole = partOfWholeFinder(this.#identities, factsOf, this.known);
    for (const node of this.#nodes) {
      this.#identities.add(node);
      this.#facts.set(node, inferFacts(node, factsOf, this.known, partOfWhole));
      this.#adopt(node);
    }
  }

  #adopt(node: Node): void {
    switch (node.kind) {
      case 'number':
      case 'string':
      case 'selector':
        return;
      case 'range':
        this.#parents.set(node.selector, node);
        return;
      case 'subquery':
      case 'unary':
      case 'paren':
        this.#parents.set(node.expression, node);
        return;
      case 'call':
        for (const argument of node.arguments) this.#parents.set(argument, node);
        return;
      case 'aggregate':
        this.#parents.set(node.expression, node);
        if (node.parameter !== undefined) this.#parents.set(node.parameter, node);
        return;
      case 'binary':
        this.#parents.set(node.left, node);
        this.#parents.set(node.right, node);
    }
  }

  /** What is known of a node of this expression. */
  facts(node: Node): Facts {
    const facts = this.#facts.get(node);
    if (facts === undefined) throw new RangeError('a node of another expression has no facts here');
    return facts;
  }

  get result(): Facts {
    return this.facts(this.root);
  }

  /** The node that holds this one, brackets left out; undefined for the outermost. */
  parent(node: Node): Exclude<Node, { kind: 'paren' }> | undefined {
    let parent = this.#parents.get(node);
    while (parent?.kind === 'paren') parent = this.#parents.get(parent);
    return parent;
  }

  /** Equal for nodes that mean the same. */
  identity(node: Node): number {
    return this.#identities.of(node);
  }

  /** Whether a name stands for a template variable, so that nobody knows what it will be. */
  isVariable(name: string): boolean {
    return this.#variables.has(name);
  }

  /** A node as it was written. */
  source(node: Node): string {
    return node.span === undefined ? '' : this.text.value.slice(node.span.from, node.span.to);
  }

  spot(node: Node | Span | undefined): Spot {
    const span = node === undefined ? undefined : 'kind' in node ? node.span : node;
    return { text: this.text, ...(span === undefined ? {} : { span }) };
  }
}

const noVariables: ReadonlySet<string> = new Set();

interface Parts {
  readonly selector: SelectorNode[];
  readonly range: RangeNode[];
  readonly subquery: SubqueryNode[];
  readonly call: CallNode[];
  readonly aggregate: AggregateNode[];
  readonly binary: BinaryNode[];
}

function sort(node: Node, parts: Parts): void {
  switch (node.kind) {
    case 'selector':
      parts.selector.push(node);
      return;
    case 'range':
      parts.range.push(node);
      return;
    case 'subquery':
      parts.subquery.push(node);
      return;
    case 'call':
      parts.call.push(node);
      return;
    case 'aggregate':
      parts.aggregate.push(node);
      return;
    case 'binary':
      parts.binary.push(node);
      return;
    case 'number':
    case 'string':
    case 'unary':
    case 'paren':
  }
}
