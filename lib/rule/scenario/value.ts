import type { Duration } from '../../core/duration';
import type { Node } from '../../promql/node';
import type { InputSeries } from './input';

/** Series over time, and the moment at which values are looked at. Rules that share a scene are looked at in one run. */
export interface Scene {
  /** One sentence for the test report. */
  readonly name: string;
  readonly given: readonly InputSeries[];
  /** Scrape and evaluation interval of this scene, for those that span days. @default the installation's */
  readonly every?: Duration;
  /** When it is looked at, counted from the first sample. */
  readonly at: Duration;
}

/** What a recorded series must be in a scene. */
export interface RecordedValue {
  readonly scene: Scene;
  readonly value: number;
  /** Which of the recorded series; they are added up. @default all of them */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A scene and an expression that must yield 1 in it. */
export interface ValueProof {
  readonly scene: Scene;
  readonly check: Node;
}

/** Far above the dust of floating-point arithmetic, far below what anybody means. */
const tolerance = 1e-6;

/** 1 when the value of an expression is this one: `abs(sum(a) - 5) <= bool 0.000005`. */
export function isAbout(expression: Node, value: number): Node {
  const added: Node = { kind: 'aggregate', operator: 'sum', expression };
  const difference: Node = { kind: 'binary', operator: '-', left: added, right: { kind: 'number', value } };
  const distance: Node = { kind: 'call', name: 'abs', arguments: [difference] };
  return { kind: 'binary', operator: '<=', left: distance, right: { kind: 'number', value: Number(Math.max(Math.abs(value) * tolerance, 1e-12).toPrecision(6)) }, bool: true };
}
