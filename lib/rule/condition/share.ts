import type { Duration } from '../../core/duration';
import { mistake } from '../../core/problem';
import type { Quantity } from '../../core/quantity';
import type { PerSecond, Unit } from '../../core/unit';
import type { TypedSeries } from '../../metric/series';
import type { Existing } from '../../promql/label-types';
import type { Node } from '../../promql/node';
import { Condition, Vector } from '../../promql/vector';
import { rangeOf } from '../../promql/window';
import { binaryOf, callOf, numberOf } from './expression';

/** Which events, of all, and when there are enough of them to tell. */
export interface ShareOptions<U extends Unit, L extends string, K extends string> {
  /** The events in question: failed requests. */
  readonly of: TypedSeries<'counter', U, L>;
  /** All events, those in question included. */
  readonly among: TypedSeries<'counter', U, L>;
  readonly window: Duration;
  /** Labels to tell apart by. @default none: one share of everything */
  readonly by?: readonly (K & Existing<K, L>)[];
  /** Below this rate of all events a share says nothing: at ten requests an hour one failure is ten percent. */
  readonly atLeast: Quantity<NoInfer<PerSecond<U>>>;
}

/** A share of events with a guard against small numbers. */
export class Share<U extends Unit, K extends string> {
  /** Between 0 and 1. Without a single event in question it is 0, not absent. */
  readonly ratio: Vector<'gauge', 'ratio', K>;
  /** All events per second. */
  readonly volume: Vector<'gauge', PerSecond<U>, K>;
  readonly #atLeast: number;

  constructor(ratio: Node, volume: Node, atLeast: number) {
    this.ratio = new Vector(ratio);
    this.volume = new Vector(volume);
    this.#atLeast = atLeast;
    Object.freeze(this);
  }

  /** More than this share, while there are enough events. */
  above(limit: Quantity<'ratio'>): Condition<'ratio', K> {
    return this.#guarded('>', limit);
  }

  /** Less than this share, while there are enough events: for what should happen, such as payments that succeed. */
  below(limit: Quantity<'ratio'>): Condition<'ratio', K> {
    return this.#guarded('<', limit);
  }

  #guarded(operator: '>' | '<', limit: Quantity<'ratio'>): Condition<'ratio', K> {
    const guard = binaryOf('>=', this.volume.node, numberOf(this.#atLeast));
    return new Condition(binaryOf('and', binaryOf(operator, this.ratio.node, numberOf(limit.value)), guard));
  }
}

/**
 * A share of events, and the guard that every share needs:
 *
 *     shareOf({ of: httpRequests.where({ status: /5../ }), among: httpRequests, window: minutes(5), atLeast: perSecond(0.1, 'requests') }).above(percent(5))
 *
 * prints
 *
 *     (sum(rate(http_requests_total{status=~"5.."}[5m])) or vector(0)) / sum(rate(http_requests_total[5m])) > 0.05
 *     and sum(rate(http_requests_total[5m])) >= 0.1
 *
 * @throws BelfryError when the guard is not above zero
 */
export function shareOf<U extends Unit, L extends string, const K extends string = never>(options: ShareOptions<U, L, K>): Share<U, K> {
  const { window, by = [], atLeast } = options;
  if (!(atLeast.value > 0)) {
    throw mistake({ check: 'share/no-volume', message: `a guard of ${atLeast.value} ${atLeast.unit} lets a single event be everything`, place: { subject: `share of ${options.among.seriesName}` }, fix: 'say from which rate on the share means something' });
  }
  const total = (series: TypedSeries<'counter', U, L>): Node => ({
    kind: 'aggregate',
    operator: 'sum',
    expression: callOf('rate', rangeOf(series, window)),
    ...(by.length === 0 ? {} : { grouping: { mode: 'by', labels: by } }),
  });
  const all = total(options.among);
  const none = by.length === 0 ? callOf('vector', numberOf(0)) : binaryOf('*', all, numberOf(0));
  return new Share(binaryOf('/', binaryOf('or', total(options.of), none), all), all, atLeast.value);
}
