import type { Unit } from '../../../lib/core/unit';
import type { Sample } from '../../../lib/metric/declaration';
import type { Node } from '../../../lib/promql/node';
import type { Scalar } from '../../../lib/promql/scalar';
import type { Expression } from '../../../lib/promql/label-types';

/** An expression with what the compiler knows of it, said again as values: they compile only if they are the same. */
export interface Witness {
  readonly node: Node;
  /** How it prints. */
  readonly text: string;
  readonly kind: 'instant' | 'scalar';
  readonly sample: Sample | undefined;
  readonly unit: Unit;
  readonly labels: readonly string[];
}

type Known<T extends string> = string extends T ? never : T;

/** The compiler holds the three facts against the type; the tests hold them against inference, and against the engine. */
export function vectorOf<S extends Sample, U extends Unit, L extends string>(
  expression: Expression<S, U, L>,
  text: string,
  sample: NoInfer<S>,
  unit: Known<NoInfer<U>>,
  labels: string extends L ? never : Readonly<Record<L, true>>,
): Witness {
  return { node: expression.node, text, kind: 'instant', sample, unit, labels: Object.keys(labels).sort() };
}

export function scalarOf<U extends Unit>(expression: Scalar<U>, text: string, unit: Known<NoInfer<U>>): Witness {
  return { node: expression.node, text, kind: 'scalar', sample: undefined, unit, labels: [] };
}
