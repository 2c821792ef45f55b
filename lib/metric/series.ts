import type { Unit } from '../core/unit';
import { compilePattern } from '../core/regular-expression';
import { mistake } from '../core/problem';
import type { LabelSpec, MetricDeclaration, Sample, TargetLabel } from './declaration';
import type { Conditions, LabelMatcher } from './matcher';
import { alternatives, toMatchers } from './matcher';

/**
 * A time series as expressions see it: its sample type, unit and label names are types. `__type` never exists
 * at run time; it lets functions infer the three from whatever series they are given.
 */
export interface TypedSeries<S extends Sample, U extends Unit, L extends string> {
  readonly declaration: MetricDeclaration;
  /** The name that a query selects: `http_request_duration_seconds_bucket`. */
  readonly seriesName: string;
  readonly sample: S;
  readonly unit: U;
  /** What the series' own labels can hold, `le` and `quantile` included; without job and instance. */
  readonly labelSpec: LabelSpec;
  /** Scope to the exporting jobs first, then the conditions in the order they were given. */
  readonly matchers: readonly LabelMatcher[];
  readonly __type: Facts<S, U, L>;
}

/** What the compiler knows of a series or an expression. It has no value at run time. */
export interface Facts<S extends Sample, U extends Unit, L extends string> {
  readonly sample: S;
  readonly unit: U;
  readonly labels: L;
}

type Names<Spec extends LabelSpec, Target extends string> = (keyof Spec & string) | Target;

/**
 * A metric, or one of the series families of a histogram or summary, perhaps narrowed by conditions.
 * Immutable: `where` returns a new series.
 */
export class Series<S extends Sample, U extends Unit, Spec extends LabelSpec, Job extends string = string, Target extends string = TargetLabel>
  implements TypedSeries<S, U, Names<Spec, Target>>
{
  readonly declaration: MetricDeclaration;
  readonly seriesName: string;
  readonly sample: S;
  readonly unit: U;
  readonly labelSpec: Spec;
  readonly matchers: readonly LabelMatcher[];
  declare readonly __type: Facts<S, U, Names<Spec, Target>>;
  declare readonly __job?: Job;

  constructor(series: { readonly declaration: MetricDeclaration; readonly seriesName: string; readonly sample: S; readonly unit: U; readonly labelSpec: Spec; readonly matchers?: readonly LabelMatcher[] }) {
    this.declaration = series.declaration;
    this.seriesName = series.seriesName;
    this.sample = series.sample;
    this.unit = series.unit;
    this.labelSpec = series.labelSpec;
    this.matchers = Object.freeze([...(series.matchers ?? jobScope(series.declaration))]);
    Object.freeze(this);
  }

  /**
   * Narrows the series: `httpRequests.where({ status: /5../, route: { not: '/health' } })` prints
   * `http_requests_total{job="canvascast-api",status=~"5..",route!="/health"}`.
   * A condition on `job` replaces the scope to all exporting jobs.
   *
   * @throws BelfryError when a label or value is not declared, or a regular expression is not RE2
   */
  where(conditions: Conditions<Spec, Job>): Series<S, U, Spec, Job, Target> {
    const added = toMatchers(this.declaration, this.labelSpec, conditions);
    const kept = added.some((matcher) => matcher.label === 'job') ? this.matchers.filter((matcher) => matcher.label !== 'job') : this.matchers;
    const matchers = [...kept, ...added];
    this.#refuseContradiction(matchers);
    return new Series({ declaration: this.declaration, seriesName: this.seriesName, sample: this.sample, unit: this.unit, labelSpec: this.labelSpec, matchers });
  }

  #refuseContradiction(matchers: readonly LabelMatcher[]): void {
    const equalities = new Map<string, string>();
    for (const { label, operator, value } of matchers) {
      const before = operator === '=' ? equalities.get(label) : undefined;
      if (before !== undefined && before !== value) {
        throw mistake({
          check: 'metric/contradiction',
          message: `${this.seriesName} cannot have ${label} '${before}' and '${value}' at once`,
          place: { subject: `metric ${this.declaration.name}` },
          fix: `name both in one condition: { ${label}: ['${before}', '${value}'] }`,
        });
      }
      if (operator === '=') equalities.set(label, value);
    }
  }
}

/**
 * Every selector is scoped to the jobs that the declaration names, because the same metric name means another thing in
 * another system's application.
 */
function jobScope(metric: MetricDeclaration): LabelMatcher[] {
  const [only, ...others] = metric.jobs;
  if (only === undefined) return [];
  return [Object.freeze(others.length === 0 ? { label: 'job', operator: '=', value: only } : { label: 'job', operator: '=~', value: alternatives(metric.jobs) })];
}

/** The test of a matcher, compiled once. A label that is absent has the empty value. */
export function matcherTest({ operator, value }: LabelMatcher): (labelValue: string) => boolean {
  switch (operator) {
    case '=':
      return (labelValue) => labelValue === value;
    case '!=':
      return (labelValue) => labelValue !== value;
    case '=~': {
      const pattern = compilePattern(value);
      return (labelValue) => pattern.matches(labelValue);
    }
    case '!~': {
      const pattern = compilePattern(value);
      return (labelValue) => !pattern.matches(labelValue);
    }
  }
}
