import type { AggregateNode, BinaryNode, CallNode, Node, RangeNode, SelectorNode, Span, SubqueryNode } from '../../promql/node';
import { children, walk } from '../../promql/node';
import type { KnownMetrics } from '../model/known-metrics';
import type { Spot, Text } from '../model/text';
import type { Facts } from './facts';
import { Identities } from './identity';
import { inferFacts } from './infer-facts';
import { partOfWholeFinder } from './part-of-whole';

/** How often the value behind an expression is looked at, which decides what it can miss. */
export type Purpose = 'alert' | 'recording' | 'panel';

/** What the parts of an expression mean. */
interface Meaning {
  readonly facts: Map<Node, Facts>;
  readonly parents: Map<Node, Node>;
  readonly identities: Identities;
}

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
  #meaning: Meaning | undefined;
  #result: Facts | undefined;

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
  }

  /** Worked out when it is first asked for. */
  #understood(): Meaning {
    if (this.#meaning !== undefined) return this.#meaning;
    const meaning: Meaning = { facts: new Map(), parents: new Map(), identities: new Identities() };
    this.#meaning = meaning;
    const factsOf = (node: Node): Facts => this.facts(node);
    const partOfWhole = partOfWholeFinder(meaning.identities, factsOf, this.known);
    for (const node of this.#nodes) {
      meaning.identities.add(node);
      meaning.facts.set(node, inferFacts(node, factsOf, this.known, partOfWhole));
      for (const child of children(node)) meaning.parents.set(child, node);
    }
    return meaning;
  }

  /**
   * Forgets what was worked out, except for the result. It is worked out again when it is asked for, so this only saves
   * memory: of ten thousand rules one at a time is understood.
   */
  release(): void {
    this.#result = this.result;
    this.#meaning = undefined;
  }

  /** What is known of a node of this expression. */
  facts(node: Node): Facts {
    const facts = this.#understood().facts.get(node);
    if (facts === undefined) throw new RangeError('a node of another expression has no facts here');
    return facts;
  }

  get result(): Facts {
    this.#result ??= this.facts(this.root);
    return this.#result;
  }

  /** The node that holds this one, brackets left out; undefined for the outermost. */
  parent(node: Node): Exclude<Node, { kind: 'paren' }> | undefined {
    const { parents } = this.#understood();
    let parent = parents.get(node);
    while (parent?.kind === 'paren') parent = parents.get(parent);
    return parent;
  }

  /** Equal for nodes that mean the same. */
  identity(node: Node): number {
    return this.#understood().identities.of(node);
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
