import type { Unit } from '../../core/unit';
import type { TypedSeries } from '../../metric/series';
import type { Existing, ConditionOf } from '../../promql/label-types';
import { Condition, selectorOf } from '../../promql/vector';
import { binaryOf, byLabels, numberOf } from './expression';

/**
 * Takes a condition back while a gauge says that somebody works on the system: 1 during maintenance, 0 or nothing
 * otherwise. Labels confine it to what is worked on; none at all silences everything.
 *
 *     outsideMaintenance(instant(up).equals(fraction(0)), maintenance, 'instance')
 *
 * prints `up == 0 unless on (instance) maintenance == 1`. In contrast to a silence it stands in the repository, and ends
 * by itself when the gauge is gone.
 */
export function outsideMaintenance<U extends Unit, L extends string, M extends string, const K extends string = never>(
  condition: ConditionOf<U, L>,
  maintenance: TypedSeries<'gauge', 'ratio', M>,
  ...labels: readonly (K & Existing<K, L & M>)[]
): Condition<U, L> {
  return new Condition(binaryOf('unless', condition.node, binaryOf('==', selectorOf(maintenance), numberOf(1)), byLabels(...labels)));
}
