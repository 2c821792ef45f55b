import { mistake } from '../../core/problem';

/**
 * A native histogram of positive observations, with exponential buckets: bucket `i` reaches from base^(i-1), excluded, to
 * base^i. Source: https://prometheus.io/docs/specs/native_histograms/#exponential-bucketing
 */
export interface Distribution {
  readonly count: number;
  readonly sum: number;
  readonly buckets: ReadonlyMap<number, number>;
}

/** Eight buckets for each doubling, the resolution that instrumentation libraries take by default (a growth of 9 percent at most). */
const schema = 3;
const bucketsPerDoubling = 2 ** schema;

export const emptyDistribution: Distribution = Object.freeze({ count: 0, sum: 0, buckets: new Map<number, number>() });

/** So many observations of each size. */
export function observed(observations: readonly { readonly count: number; readonly size: number }[]): Distribution {
  return observations.reduce<Distribution>((all, { count, size }) => {
    if (!(size > 0)) throw mistake({ check: 'scenario/no-size', message: `a native histogram of a scenario cannot observe ${size}`, place: { subject: 'observesNative' }, fix: 'observe sizes above zero' });
    return added(all, { count, sum: count * size, buckets: new Map([[Math.ceil(Math.log2(size) * bucketsPerDoubling), count]]) }, 1);
  }, emptyDistribution);
}

/** The first, and the second so many times. */
export function added(a: Distribution, b: Distribution, times: number): Distribution {
  const buckets = new Map(a.buckets);
  for (const [index, count] of b.buckets) buckets.set(index, (buckets.get(index) ?? 0) + count * times);
  return { count: a.count + b.count * times, sum: a.sum + b.sum * times, buckets };
}

/**
 * In promtool's notation: `{{schema:3 count:10 sum:2 offset:-18 buckets:[10]}}`.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function distributionText({ count, sum, buckets }: Distribution, number: (value: number) => string): string {
  const indices = [...buckets.keys()];
  if (indices.length === 0) return `{{schema:${schema} count:0 sum:0}}`;
  const [lowest, highest] = [Math.min(...indices), Math.max(...indices)];
  const dense = Array.from({ length: highest - lowest + 1 }, (_, step) => number(buckets.get(lowest + step) ?? 0));
  return `{{schema:${schema} count:${number(count)} sum:${number(sum)} offset:${lowest} buckets:[${dense.join(' ')}]}}`;
}
