import { labelFlow, type LabelFlow } from '../../logql/label-flow';
import type { LogNode, LogqlBinaryNode, LogqlNode, RangeAggregateNode, Span, VectorAggregateNode } from '../../logql/node';
import { logqlChildren, walkLogql } from '../../logql/node';
import { declarationsOf, inferLogql, type LogqlShape } from '../../logql/infer';
import type { LogStreamDeclaration } from '../../logql/stream-declaration';
import type { Spot, Text } from '../model/text';
import type { Purpose } from './expression';

/** A query of logs with everything that checks ask about it, worked out once. */
export class LogqlQuery {
  readonly text: Text;
  readonly root: LogqlNode;
  readonly purpose: Purpose;
  /** How often it is evaluated, in milliseconds. */
  readonly interval: number;
  /** The streams that the catalog declares; empty where it declares none. */
  readonly streams: readonly LogStreamDeclaration[];
  /** Whether a dashboard's variables take part. */
  readonly hasVariables: boolean;
  /** Every selector with its pipeline. */
  readonly logs: readonly LogNode[];
  readonly ranges: readonly RangeAggregateNode[];
  readonly aggregates: readonly VectorAggregateNode[];
  readonly binaries: readonly LogqlBinaryNode[];
  readonly #parents = new Map<LogqlNode, LogqlNode>();
  readonly #flows = new Map<LogNode, LabelFlow>();

  constructor(source: { readonly text: Text; readonly root: LogqlNode; readonly purpose: Purpose; readonly interval: number; readonly streams: readonly LogStreamDeclaration[]; readonly hasVariables?: boolean }) {
    this.text = source.text;
    this.root = source.root;
    this.purpose = source.purpose;
    this.interval = source.interval;
    this.streams = source.streams;
    this.hasVariables = source.hasVariables ?? false;
    const nodes = [...walkLogql(source.root)];
    for (const node of nodes) for (const child of logqlChildren(node)) this.#parents.set(child, node);
    this.logs = nodes.filter((node) => node.kind === 'log');
    this.ranges = nodes.filter((node) => node.kind === 'rangeAggregate');
    this.aggregates = nodes.filter((node) => node.kind === 'vectorAggregate');
    this.binaries = nodes.filter((node) => node.kind === 'binary');
  }

  /** The labels of lines behind every stage. */
  flow(log: LogNode): LabelFlow {
    let flow = this.#flows.get(log);
    if (flow === undefined) {
      flow = labelFlow(log, declarationsOf(log, this.streams));
      this.#flows.set(log, flow);
    }
    return flow;
  }

  shape(node: LogqlNode): LogqlShape {
    return inferLogql(node, this.streams);
  }

  /** What a node stands in, from the inside out. */
  *around(node: LogqlNode): Generator<LogqlNode> {
    for (let parent = this.#parents.get(node); parent !== undefined; parent = this.#parents.get(parent)) yield parent;
  }

  spot(span: Span | undefined): Spot {
    return span === undefined ? { text: this.text } : { text: this.text, span };
  }
}
