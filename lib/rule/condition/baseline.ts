import type { Duration } from '../../core/duration';
import { formatDuration, weeks } from '../../core/duration';
import { mistake } from '../../core/problem';
import type { Quantity } from '../../core/quantity';
import type { Unit } from '../../core/unit';
import { labelsOf } from '../../promql/infer';
import type { Node } from '../../promql/node';
import { Condition, Vector } from '../../promql/vector';
import type { MovedWindow } from '../../promql/window';
import { binaryOf, callOf, chained, numberOf } from './expression';

/** An expression that can be taken of any window: `(window) => sum(rate(orders, window)).by('shop')`. */
export type OfWindow<U extends Unit, L extends string> = (window: MovedWindow) => Vector<'gauge', U, L>;

/** How far from its history a value may be. */
export interface Deviation {
  /** How much of the past each value sums up: the window of the rate. */
  readonly range: Duration;
  /** Which way trouble lies. */
  readonly direction: 'above' | 'below';
}

/**
 * Compares with the same hour one week ago (or `weeksAgo`): three times as many errors, half as many orders.
 *
 *     comparedWithLastWeek((window) => sum(rate(errors, window)).by('category'), { range: minutes(30), direction: 'above', factor: fraction(3) })
 *
 * prints `sum by (category) (rate(errors_total[30m])) > sum by (category) (rate(errors_total[30m] offset 7d)) * 3`.
 * A series without a past is not compared: it needs a threshold of its own.
 *
 * @throws BelfryError when the factor does not lie on the side of `direction`
 */
export function comparedWithLastWeek<U extends Unit, L extends string>(of: OfWindow<U, L>, options: Deviation & { readonly factor: Quantity<'ratio'>; readonly weeksAgo?: number }): Condition<U, L> {
  const { range, direction, factor, weeksAgo = 1 } = options;
  if (!(direction === 'above' ? factor.value >= 1 : factor.value > 0 && factor.value <= 1)) {
    throw mistake({
      check: 'baseline/factor',
      message: `a factor of ${factor.value} with the direction '${direction}' is true of an ordinary week`,
      place: { subject: 'comparedWithLastWeek' },
      fix: direction === 'above' ? 'take a factor of at least 1' : 'take a factor between 0 and 1',
    });
  }
  const before = of({ range, offset: weeks(weeksAgo) }).node;
  return new Condition(binaryOf(operatorOf(direction), of({ range }).node, binaryOf('*', before, numberOf(factor.value))));
}

/** Holds the number of the week while several are put side by side. */
const weekLabel = 'weeks_ago';

/** What is usual at this hour of the week. */
export class SeasonalBand<U extends Unit, L extends string> {
  /** The median of the same hour of the last weeks. A week without data does not count. */
  readonly usual: Vector<'gauge', U, L>;
  readonly #now: Node;
  readonly #margin: number;

  constructor(now: Node, usual: Node, margin: number) {
    this.usual = new Vector(usual);
    this.#now = now;
    this.#margin = margin;
    Object.freeze(this);
  }

  /** More than the usual value and the margin. */
  above(): Condition<U, L> {
    return new Condition(binaryOf('>', this.#now, binaryOf('*', this.usual.node, numberOf(1 + this.#margin))));
  }

  /** Less than the usual value without the margin. */
  below(): Condition<U, L> {
    return new Condition(binaryOf('<', this.#now, binaryOf('*', this.usual.node, numberOf(1 - this.#margin))));
  }
}

/**
 * The usual value at this hour of the week, as the median of the last weeks, and a margin around it. One odd week, a
 * holiday or an outage, does not move a median of three or more. The server must keep `weeks` weeks and the range.
 *
 *     seasonalBand((window) => sum(rate(orders, window)), { range: hours(1), weeks: 3, margin: percent(40) }).below()
 *
 * prints
 *
 *     sum(rate(orders_total[1h]))
 *     < quantile without (weeks_ago) (0.5,
 *         label_replace(sum(rate(orders_total[1h] offset 7d)), "weeks_ago", "1", "", "") or ... or ...) * 0.6
 *
 * @throws BelfryError for fewer than two weeks, a margin outside 0 to 1 (0 excluded), or labels that hold `weeks_ago`
 */
export function seasonalBand<U extends Unit, L extends string>(
  of: OfWindow<U, L>,
  options: { readonly range: Duration; readonly weeks: number; readonly margin: Quantity<'ratio'> },
): SeasonalBand<U, L> {
  const { range, margin } = options;
  const place = { subject: `seasonalBand over ${formatDuration(range)}` };
  if (!Number.isInteger(options.weeks) || options.weeks < 2) {
    throw mistake({ check: 'baseline/weeks', message: `${options.weeks} weeks are no season`, place, fix: 'take at least two whole weeks, or compare with the last one: comparedWithLastWeek()' });
  }
  if (!(margin.value > 0 && margin.value < 1)) throw mistake({ check: 'baseline/margin', message: `a margin of ${margin.value} leaves no band`, place, fix: 'take a share between 0 and 1: percent(40)' });
  if (labelsOf(of({ range }).node).known.has(weekLabel)) throw mistake({ check: 'baseline/label-taken', message: `the expression has a label '${weekLabel}' itself`, place, fix: 'aggregate it away' });
  const past = Array.from({ length: options.weeks }, (_, index) => numbered(of({ range, offset: weeks(index + 1) }).node, index + 1));
  const [first, ...others] = past;
  if (first === undefined) throw new RangeError('a season has weeks');
  const usual: Node = { kind: 'aggregate', operator: 'quantile', parameter: numberOf(0.5), expression: chained('or', [first, ...others]), grouping: { mode: 'without', labels: [weekLabel] } };
  return new SeasonalBand(of({ range }).node, usual, margin.value);
}

function numbered(node: Node, week: number): Node {
  const text = (value: string): Node => ({ kind: 'string', value });
  return callOf('label_replace', node, text(weekLabel), text(String(week)), text(''), text(''));
}

function operatorOf(direction: Deviation['direction']): '>' | '<' {
  return direction === 'above' ? '>' : '<';
}
