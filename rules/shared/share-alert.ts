import type { Duration } from '../../lib/core/duration';
import { minutes, seconds } from '../../lib/core/duration';
import type { Quantity } from '../../lib/core/quantity';
import type { PerSecond, Unit } from '../../lib/core/unit';
import type { TypedSeries } from '../../lib/metric/series';
import type { Existing } from '../../lib/promql/label-types';
import type { Alert } from '../../lib/rule/alert';
import { shareOf } from '../../lib/rule/condition/share';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import type { AlertFace } from './limit-alert';
import { shown } from './shown';

export interface ShareAlertOptions<U extends Unit, L extends string, K extends string> extends AlertFace {
  /** The events in question: failed requests, payments that succeed. */
  readonly of: TypedSeries<'counter', U, L>;
  /** All events, those in question included. */
  readonly among: TypedSeries<'counter', U, L>;
  readonly window: Duration;
  /** Labels to tell apart by. @default none: one share of everything */
  readonly by?: readonly (K & Existing<K, L>)[];
  /** Below this rate of all events a share says nothing. */
  readonly atLeast: Quantity<NoInfer<PerSecond<U>>>;
  readonly side: 'above' | 'below';
  readonly limit: Quantity<'ratio'>;
  readonly tells: (share: string, labels: Readonly<Record<K, string>>) => string;
  /** Series of so many events in question per second, and of so many others. */
  readonly events: (inQuestion: number, others: number) => readonly InputSeries[];
  /** Labels of the instance that `events` makes. */
  readonly labels: Readonly<Record<K, string>>;
}

/** How many times more than the least rate there are in the scenarios. */
const plenty = 10;

/** Beyond two hours scenarios take a sample every five minutes, and beyond a day 288 samples to a window, so that they stay small. */
function timingOf(window: Duration): { readonly every?: Duration } {
  if (window.value <= 7200) return {};
  return { every: minutes(5 * Math.max(1, Math.round(window.value / 86_400))) };
}

/**
 * An alert on a share of events, with the guard against small numbers that every share needs, proven on both sides of
 * the limit and with hardly any event:
 *
 *     shareAlert('HighErrorRate', { of: httpRequests.where({ status: /5../ }), among: httpRequests, window: minutes(5),
 *       atLeast: perSecond(0.1, 'requests'), side: 'above', limit: percent(5), ... })
 */
export function shareAlert<const Name extends string, U extends Unit, L extends string, const K extends string = never>(name: Name, options: ShareAlertOptions<U, L, K>): Alert<Name, K> {
  const { of, among, window, by, atLeast, side, limit, tells, events, labels, service, ...face } = options;
  const share = shareOf<U, L, K>({ of, among, window, ...(by === undefined ? {} : { by }), atLeast });
  const room = Math.min(limit.value, 1 - limit.value) / 10;
  const [bad, good] = side === 'above' ? [limit.value + room, limit.value - room] : [limit.value - room, limit.value + room];
  const scene = (part: number, total: number): readonly InputSeries[] => events(part * total, (1 - part) * total);
  const enough = atLeast.value * plenty;
  const timing = timingOf(window);
  const at = seconds(Math.ceil((window.value + face.for.value + 600) / 300) * 300);
  return alert<Name, 'ratio', K>(name, {
    ...face,
    labels: { service },
    when: side === 'above' ? share.above(limit) : share.below(limit),
    description: (text) => tells(text.value, text.labels),
    fires: { name: `at ${shown('ratio', bad)}`, given: scene(bad, enough), ...timing, at, alerts: [{ labels, description: tells(shown('ratio', bad), labels) }] },
    silent: [
      { name: `at ${shown('ratio', good)}`, given: scene(good, enough), ...timing, at },
      { name: 'with hardly any event', given: scene(side === 'above' ? 1 : 0, atLeast.value / 2), ...timing, at },
    ],
  });
}
