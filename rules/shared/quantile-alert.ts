import type { Duration } from '../../lib/core/duration';
import { mistake } from '../../lib/core/problem';
import type { Quantity } from '../../lib/core/quantity';
import { seconds } from '../../lib/core/duration';
import type { Unit } from '../../lib/core/unit';
import type { LabelSpec } from '../../lib/metric/declaration';
import type { Histogram } from '../../lib/metric/family';
import type { Condition } from '../../lib/promql/vector';
import type { Alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import type { AlertFace } from './limit-alert';
import { limitAlert } from './limit-alert';

export interface QuantileAlertOptions<U extends Unit, Spec extends LabelSpec, Job extends string, Counted extends Unit> extends AlertFace {
  /** The comparison of the quantile with the limit: `quantile(0.95, sum(rate(pakasirDuration.buckets, window)).by('le')).above(seconds(30))`. */
  readonly when: Condition<U, never>;
  readonly histogram: Histogram<U, Spec, Job, Counted>;
  /** 0.95 for the time that one observation in twenty exceeds. */
  readonly quantile: number;
  /** The window of the rate. */
  readonly window: Duration;
  /** It must be a bound of the histogram, and not the last. */
  readonly limit: Quantity<NoInfer<U>>;
  readonly tells: (value: string) => string;
  /** Series of observations of this size. */
  readonly observations: (each: number) => readonly InputSeries[];
}

/**
 * An alert on a quantile: proven with observations in the bucket above the limit and in the one below.
 *
 *     quantileAlert('PakasirSlow', { when: p95.above(seconds(30)), histogram: pakasirDuration, quantile: 0.95, window: minutes(5), limit: seconds(30), ... })
 *
 * @throws BelfryError when the limit is no bound of the histogram, or its last
 */
export function quantileAlert<const Name extends string, U extends Unit, Spec extends LabelSpec, Job extends string, Counted extends Unit>(
  name: Name,
  options: QuantileAlertOptions<U, Spec, Job, Counted>,
): Alert<Name, never> {
  const { when, histogram, quantile: share, window, limit, tells, observations, ...face } = options;
  const bounds = histogram.declaration.buckets ?? [];
  const index = bounds.indexOf(limit.value);
  const above = bounds[index + 1];
  if (index === -1 || above === undefined) {
    throw mistake({ check: 'alert/limit-no-bucket', message: `the limit ${limit.value} is no bound of ${histogram.declaration.name} with another above it`, place: { subject: `alert ${name}` }, why: 'a quantile is never more exact than the bounds, and never beyond the last', fix: `add the bound; there are ${bounds.join(', ')}` });
  }
  const below = bounds[index - 1] ?? 0;
  // All observations in one bucket: the quantile lies within it as the share says.
  const within = (lower: number, upper: number): number => lower + (upper - lower) * share;
  const inBucketOf = (value: number): number => (value > limit.value ? above : limit.value);
  return limitAlert(name, {
    ...face,
    when,
    labels: {},
    side: 'above',
    limit,
    tells,
    tried: { bad: within(limit.value, above), good: within(below, limit.value) },
    scene: (value) => observations(inBucketOf(value)),
    settles: seconds(window.value),
  });
}
