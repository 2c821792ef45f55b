import type { TypedSeries } from '../../metric/series';
import type { Existing } from '../../promql/label-types';
import type { Node } from '../../promql/node';
import { Condition, selectorOf } from '../../promql/vector';
import { binaryOf, callOf, numberOf } from './expression';

/**
 * Some instance does not answer, or nothing is known of it: an exporter that is gone must not look like a component that
 * is well. The labels are those that the selector pins, which are all that the absence of a series can tell:
 *
 *     isDown(postgres.up, 'job')
 *     isDown(probeSuccess.where({ target: 'shop' }), 'job', 'target')
 *
 * print
 *
 *     min by (job) (pg_up{job="postgres"}) == 0 or absent(pg_up{job="postgres"})
 *     min by (job, target) (probe_success{job="blackbox",target="shop"}) == 0 or absent(probe_success{job="blackbox",target="shop"})
 */
export function isDown<L extends string, const K extends string>(up: TypedSeries<'gauge', 'ratio', L>, ...labels: readonly [K & Existing<K, L>, ...(K & Existing<K, L>)[]]): Condition<'ratio', K> {
  const least: Node = { kind: 'aggregate', operator: 'min', expression: selectorOf(up), grouping: { mode: 'by', labels } };
  return new Condition(binaryOf('or', binaryOf('==', least, numberOf(0)), callOf('absent', selectorOf(up))));
}
