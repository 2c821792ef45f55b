import type { Quantity } from '../core/quantity';
import { mistake } from '../core/problem';
import type { Distribution, Unit } from '../core/unit';
import { distributionUnit } from '../core/unit';
import type { LabelSpec, MetricDeclaration, OpenValues } from './declaration';
import type { LabelMatcher } from './matcher';
import { Series } from './series';

/** The bucket bounds as a label. */
type WithLe = Readonly<Record<'le', OpenValues>>;

function withLe<Spec extends LabelSpec>({ buckets = [] }: MetricDeclaration, labelSpec: Spec): Spec & WithLe {
  return { ...labelSpec, le: { expected: buckets.length + 1 } };
}

/** A classic histogram: the bucket, count and sum series families of one declaration. */
export class Histogram<U extends Unit, Spec extends LabelSpec, Job extends string, Counted extends Unit> {
  readonly declaration: MetricDeclaration;
  /** `NAME_bucket`, cumulative by `le`; what quantiles are taken of. */
  readonly buckets: Series<'buckets', Distribution<U, Counted>, Spec & WithLe, Job>;
  /** `NAME_count`: how many observations there were. */
  readonly count: Series<'counter', Counted, Spec, Job>;
  /** `NAME_sum`: the total of all observed values. */
  readonly sum: Series<'counter', U, Spec, Job>;

  constructor(declaration: MetricDeclaration, unit: U, labelSpec: Spec, counted: Counted) {
    const { name } = declaration;
    this.declaration = declaration;
    this.buckets = new Series({ declaration, seriesName: `${name}_bucket`, sample: 'buckets', unit: distributionUnit(unit, counted), labelSpec: withLe(declaration, labelSpec) });
    this.count = new Series({ declaration, seriesName: `${name}_count`, sample: 'counter', unit: counted, labelSpec });
    this.sum = new Series({ declaration, seriesName: `${name}_sum`, sample: 'counter', unit, labelSpec });
    Object.freeze(this);
  }

  /**
   * The observations up to a bound, as a counter of its own: `latency.upTo(seconds(0.5))` prints
   * `http_request_duration_seconds_bucket{job="api",le="0.5"}`. Prometheus 3 stores whole bounds as `1.0`. It carries the
   * label `le`, so aggregate before it meets `count`.
   *
   * @throws BelfryError when the bound is no declared bucket, because the selector would find nothing
   */
  upTo(bound: Quantity<U>): Series<'counter', Counted, Spec & WithLe, Job> {
    const { declaration, count, buckets } = this;
    const bounds = declaration.buckets ?? [];
    if (!bounds.includes(bound.value)) {
      throw mistake({
        check: 'metric/no-such-bucket',
        message: `${declaration.name} has no bucket bound ${String(bound.value)}`,
        place: { subject: `metric ${declaration.name}` },
        why: 'a selector for a bound that is no bucket finds nothing',
        fix: `take one of ${bounds.join(', ')}, or add the bound to the declaration`,
      });
    }
    const le: LabelMatcher = { label: 'le', operator: '=', value: formatBound(bound.value) };
    return new Series({ declaration, seriesName: buckets.seriesName, sample: 'counter', unit: count.unit, labelSpec: buckets.labelSpec, matchers: [...buckets.matchers, le] });
  }
}

/** The client's quantiles as a label. */
type WithQuantile = Readonly<Record<'quantile', readonly string[]>>;

function withQuantile(quantiles: readonly number[]): WithQuantile {
  return { quantile: quantiles.map(formatBound) };
}

/** A summary: quantile, count and sum series families of one declaration. */
export class Summary<U extends Unit, Spec extends LabelSpec, Job extends string, Counted extends Unit> {
  readonly declaration: MetricDeclaration;
  /** `NAME{quantile="0.9"}`: computed by the client; an average or sum of them means nothing. */
  readonly quantiles: Series<'gauge', U, Spec & WithQuantile, Job>;
  readonly count: Series<'counter', Counted, Spec, Job>;
  readonly sum: Series<'counter', U, Spec, Job>;

  constructor(declaration: MetricDeclaration, unit: U, labelSpec: Spec, counted: Counted) {
    const { name, quantiles = [] } = declaration;
    this.declaration = declaration;
    this.quantiles = new Series({ declaration, seriesName: name, sample: 'gauge', unit, labelSpec: { ...labelSpec, ...withQuantile(quantiles) } });
    this.count = new Series({ declaration, seriesName: `${name}_count`, sample: 'counter', unit: counted, labelSpec });
    this.sum = new Series({ declaration, seriesName: `${name}_sum`, sample: 'counter', unit, labelSpec });
    Object.freeze(this);
  }
}

/** How Prometheus 3 stores a bound: as a float, so `1` becomes `1.0`. Source: https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values */
export function formatBound(bound: number): string {
  return Number.isInteger(bound) && Math.abs(bound) < 1e21 ? `${String(bound)}.0` : String(bound);
}

