import { mistake } from '../../core/problem';
import type { Quantity } from '../../core/quantity';
import type { Unit } from '../../core/unit';
import type { Sample } from '../../metric/declaration';
import type { Expression } from '../../promql/label-types';
import { selectors } from '../../promql/node';
import { print } from '../../promql/print';
import { Condition } from '../../promql/vector';
import { binaryOf, numberOf } from './expression';

/**
 * On the bad side of a limit, whichever side that is for the metric: `worseThan(min(freeConnections), quantity(5, 'connections'))`
 * prints `min(free_connections) < 5`, because the declaration of `free_connections` says `direction: 'lowIsBad'`.
 *
 * @throws BelfryError when the metrics of the expression declare no direction, or two that differ
 */
export function worseThan<S extends Sample, U extends Unit, L extends string>(value: Expression<S, U, L>, limit: Quantity<NoInfer<U>>): Condition<U, L> {
  const directions = new Set(selectors(value.node).map(({ declaration }) => declaration?.direction));
  const [direction, ...others] = directions;
  if (direction === undefined || others.length > 0) {
    throw mistake({
      check: 'alert/no-direction',
      message: others.length > 0 ? 'its metrics have different bad directions' : 'its metric declares no bad direction',
      place: { subject: print(value.node) },
      fix: "declare `direction: 'lowIsBad'` or `'highIsBad'` with the metric, or compare by above() or below()",
    });
  }
  return new Condition(binaryOf(direction === 'lowIsBad' ? '<' : '>', value.node, numberOf(limit.value)));
}
