import type { Unit } from '../../core/unit';
import type { MetricDeclaration, Sample } from '../../metric/declaration';
import { formatBound } from '../../metric/family';
import type { SelectorNode } from '../../promql/node';
import type { LabelFacts, LabelSet } from '../../promql/shape';
import { declaredLabels, either } from '../../promql/shape';
import type { KnownMetrics } from '../model/known-metrics';
import type { Facts } from './facts';
import { vectorFacts } from './facts';
import type { Interval } from './interval';
import { anything, hull, nonNegative, one, share } from './interval';

/** Stands for a template variable inside a matcher's value: what it will be, nobody knows. */
export const variableMark = '\ue000';

/** What a selector yields. */
export function selected(node: SelectorNode, known: KnownMetrics): Facts {
  const base = baseFacts(node, known);
  return { ...base, labels: narrowed(base.labels, node, known) };
}

/** The labels that a selector can ask about; undefined where there may be others than those that are known. */
export function labelsBefore(node: SelectorNode, known: KnownMetrics): ReadonlyMap<string, LabelFacts> | undefined {
  const { labels } = baseFacts(node, known);
  return labels.hasOthers ? undefined : labels.known;
}

function baseFacts(node: SelectorNode, known: KnownMetrics): Facts {
  const { name = '' } = node;
  const pinsBound = node.matchers.some(({ label, operator }) => label === 'le' && operator === '=');
  const declarations = known.declarations(node);
  const [only] = declarations;
  if (only === undefined) return known.recorded(name) ?? builtIn.get(name) ?? guessed(name);
  const workOut = (): Facts => declarations.map((declaration) => declaredFacts(declaration, name, pinsBound, known)).reduce(joined);
  // A typed selector brings its own declaration, of which there may be several of one name.
  return declarations.length > 1 || node.declaration !== undefined ? workOut() : known.beforeMatchers(pinsBound ? `${name} le` : name, workOut);
}

function joined(a: Facts, b: Facts): Facts {
  return vectorFacts({
    sample: a.sample === b.sample ? a.sample : undefined,
    unit: a.unit === b.unit ? a.unit : undefined,
    labels: either(a.labels, b.labels),
    values: hull(a.values, b.values),
    buckets: a.buckets?.join() === b.buckets?.join() ? a.buckets : undefined,
    isLifetime: a.isLifetime && b.isLifetime,
  });
}

function declaredFacts(declaration: MetricDeclaration, name: string, pinsBound: boolean, known: KnownMetrics): Facts {
  const suffix = name.slice(declaration.name.length);
  const isClassic = declaration.type === 'histogram';
  const isBuckets = isClassic && (suffix === '_bucket' || suffix === '');
  const own: (readonly [string, LabelFacts])[] = [];
  if (isBuckets) own.push(['le', { values: bucketLabels(declaration, known), isOptional: false }]);
  if (declaration.type === 'summary' && suffix === '') own.push(['quantile', { values: boundLabels(declaration.quantiles, known), isOptional: false }]);
  const labels = declaredLabels(declaration.labels, declaration.jobs, !isRecorded(declaration));
  const sample = isBuckets ? (pinsBound ? 'counter' : 'buckets') : sampleOf(declaration, suffix);
  return vectorFacts({
    sample,
    isLifetime: sample !== 'gauge',
    unit: knownUnit(suffix === '_count' || (suffix === '_bucket' && pinsBound) ? declaration.counts : declaration.unit),
    labels: { known: new Map([...[...labels.known].map(optionalWhereEmpty), ...own]), hasOthers: false },
    values: valuesOf(declaration, suffix),
    buckets: isBuckets ? declaration.buckets : undefined,
    declaration,
  });
}

/** An empty value among the others means that some series do not have the label. */
function optionalWhereEmpty([name, facts]: readonly [string, LabelFacts]): readonly [string, LabelFacts] {
  return [name, facts.values !== 'open' && facts.values.includes('') ? { ...facts, isOptional: true } : facts];
}

/** A typed recording rule declares a series without jobs and without a target's labels. */
function isRecorded({ jobs, name }: MetricDeclaration): boolean {
  return jobs.length === 0 && name.includes(':');
}

function bucketLabels({ buckets }: MetricDeclaration, known: KnownMetrics): LabelFacts['values'] {
  const values = boundLabels(buckets, known);
  return values === 'open' ? values : [...values, '+Inf'];
}

/** Prometheus 3 stores bounds as floating point numbers; before, they were stored as the client wrote them. */
function boundLabels(bounds: readonly number[] | undefined, known: KnownMetrics): LabelFacts['values'] {
  if (bounds === undefined) return 'open';
  return known.defaults.prometheus === 3 ? bounds.map(formatBound) : [...new Set(bounds.flatMap((bound) => [String(bound), formatBound(bound)]))];
}

function sampleOf({ type }: MetricDeclaration, suffix: string): Sample {
  if (suffix !== '') return 'counter';
  return type === 'counter' ? 'counter' : type === 'nativeHistogram' ? 'native' : 'gauge';
}

function knownUnit(unit: Unit): Unit | undefined {
  return unit === '' ? undefined : unit;
}

function valuesOf({ type, range, unit }: MetricDeclaration, suffix: string): Interval {
  if (range !== undefined && suffix === '') return { min: range.min ?? -Infinity, max: range.max ?? Infinity };
  if (suffix !== '' || type === 'counter' || type === 'histogram') return nonNegative;
  if (type === 'info') return one;
  if (type === 'stateset') return share;
  return unit === 'timestamp' ? nonNegative : anything;
}

const target: LabelSet = { known: new Map([['job', { values: 'open', isOptional: false }], ['instance', { values: 'open', isOptional: false }]] satisfies [string, LabelFacts][]), hasOthers: true };

function scraped(known: Partial<Facts>): Facts {
  return vectorFacts({ sample: 'gauge', labels: target, values: nonNegative, ...known });
}

const alertLabels: LabelSet = { known: new Map([['alertname', { values: 'open', isOptional: false }]] satisfies [string, LabelFacts][]), hasOthers: true };

/**
 * What Prometheus writes by itself, about targets and about alerts.
 * Sources: https://prometheus.io/docs/concepts/jobs_instances/ and https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
const builtIn: ReadonlyMap<string, Facts> = new Map([
  ['up', scraped({ unit: 'ratio', values: share })],
  ['scrape_duration_seconds', scraped({ unit: 'seconds' })],
  ['scrape_timeout_seconds', scraped({ unit: 'seconds' })],
  ['scrape_samples_scraped', scraped({})],
  ['scrape_samples_post_metric_relabeling', scraped({})],
  ['scrape_series_added', scraped({})],
  ['scrape_sample_limit', scraped({})],
  ['scrape_body_size_bytes', scraped({ unit: 'bytes', values: { min: -1, max: Infinity } })],
  ['ALERTS', vectorFacts({ sample: 'gauge', labels: alertLabels, values: one })],
  ['ALERTS_FOR_STATE', vectorFacts({ sample: 'gauge', unit: 'timestamp', labels: alertLabels, values: nonNegative })],
]);

export function isBuiltIn(name: string): boolean {
  return builtIn.has(name);
}

/** What the name of an undeclared metric suggests. */
function guessed(name: string): Facts {
  if (name.endsWith('_total')) return vectorFacts({ sample: 'counter', isGuess: true, isLifetime: true, values: nonNegative });
  if (name.endsWith('_bucket')) return vectorFacts({ sample: 'buckets', isGuess: true, isLifetime: true, values: nonNegative });
  if (name.includes('timestamp')) return vectorFacts({ unit: 'timestamp', isGuess: true });
  const unit = guessedUnits.find(([suffix]) => name.endsWith(suffix))?.[1];
  return unit === undefined ? vectorFacts({ isGuess: true }) : vectorFacts({ unit, isGuess: true });
}

const guessedUnits: readonly (readonly [string, Unit])[] = [
  ['_start_time_seconds', 'timestamp'],
  ['_seconds', 'seconds'],
  ['_bytes', 'bytes'],
  ['_ratio', 'ratio'],
];

/** Matchers narrow the possible values; `label=""` takes a label away, an equality shows that it is there. */
function narrowed(labels: LabelSet, { matchers }: SelectorNode, known: KnownMetrics): LabelSet {
  if (matchers.length === 0) return labels;
  const result = new Map(labels.known);
  for (const matcher of matchers) {
    const { label, operator, value } = matcher;
    const facts = result.get(label);
    if (label === '__name__' || (facts === undefined && !labels.hasOthers)) continue;
    const isVariable = value.includes(variableMark);
    const values = facts?.values ?? 'open';
    if (values !== 'open') result.set(label, isVariable ? { values, isOptional: false } : { values: values.filter((candidate) => known.passes(matcher, candidate)), isOptional: facts?.isOptional ?? false });
    else if (operator === '=' && value === '') result.delete(label);
    else result.set(label, { values: operator === '=' && !isVariable ? [value] : 'open', isOptional: (facts?.isOptional ?? true) && (isVariable || known.passes(matcher, '')) });
  }
  return { known: result, hasOthers: labels.hasOthers };
}
