import type { Problem } from '../core/problem';
import type { MetricDeclaration, MetricType } from './declaration';

/**
 * The naming rules of Prometheus and OpenMetrics.
 * Sources: https://prometheus.io/docs/practices/naming/, https://prometheus.io/docs/concepts/data_model/ and
 * https://prometheus.io/docs/specs/om/open_metrics_spec/ (suffixes of each type).
 */
export function namingProblems(metric: MetricDeclaration): Problem[] {
  const style = metric.thirdParty ? [] : [...styleProblems(metric), ...unitProblems(metric)];
  return [...validityProblems(metric), ...style, ...labelProblems(metric), ...bucketProblems(metric)];
}

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Suffixes that the text format adds itself; a family name that ends so collides with a series of another family. */
const reservedSuffixes: Readonly<Record<MetricType, readonly string[]>> = {
  counter: ['_bucket', '_count', '_sum', '_info', '_created'],
  gauge: ['_total', '_bucket', '_count', '_sum', '_created'],
  histogram: ['_total', '_bucket', '_count', '_sum', '_info', '_created'],
  nativeHistogram: ['_total', '_bucket', '_count', '_sum', '_info', '_created'],
  summary: ['_total', '_bucket', '_count', '_sum', '_info', '_created'],
  info: ['_total', '_bucket', '_count', '_sum', '_created'],
  stateset: ['_total', '_bucket', '_count', '_sum', '_info', '_created'],
};

/** Words that repeat the type. `info` is none: OpenMetrics wants it. */
const typeWords: Readonly<Partial<Record<MetricType, string>>> = { counter: 'counter', gauge: 'gauge', histogram: 'histogram', nativeHistogram: 'histogram', summary: 'summary', stateset: 'stateset' };

function problem(metric: MetricDeclaration, check: string, message: string, fix: string): Problem {
  return { check: `metric/${check}`, severity: 'error', message, place: { subject: `metric ${metric.name}` }, fix };
}

function validityProblems(metric: MetricDeclaration): Problem[] {
  if (metricName.test(metric.name)) return [];
  return [problem(metric, 'invalid-name', `'${metric.name}' is no metric name`, 'use letters, digits and underscores, and begin with a letter')];
}

function styleProblems(metric: MetricDeclaration): Problem[] {
  const { name, type } = metric;
  const found: Problem[] = [];
  if (name.includes(':')) found.push(problem(metric, 'colon', 'a colon marks a recorded series', 'use an underscore, or declare a recording rule'));
  if (name.startsWith('__')) found.push(problem(metric, 'reserved-name', 'names that begin with two underscores belong to Prometheus', 'drop the underscores'));
  if (type === 'counter' && !name.endsWith('_total')) found.push(problem(metric, 'counter-suffix', 'a counter ends in _total', `write ${name}_total`));
  if (type === 'info' && !name.endsWith('_info')) found.push(problem(metric, 'info-suffix', 'an info metric ends in _info', `write ${name}_info`));
  const suffix = reservedSuffixes[type].find((reserved) => name.endsWith(reserved));
  if (suffix !== undefined) found.push(problem(metric, 'reserved-suffix', `a ${type} must not end in ${suffix}`, `drop ${suffix}: the text format adds it where it belongs`));
  const word = typeWords[type];
  if (word !== undefined && name.split('_').includes(word)) found.push(problem(metric, 'type-in-name', `the type '${word}' stands in the name`, 'the type is metadata; drop the word'));
  if (metric.help.trim() === '') found.push(problem(metric, 'no-help', 'it has no help text', 'say in one sentence what is counted or measured'));
  return found;
}

/** Units that Prometheus wants as base units, by the suffix that a name then has. */
const baseUnitOf: Readonly<Record<string, string>> = {
  milliseconds: 'seconds',
  ms: 'seconds',
  millis: 'seconds',
  minutes: 'seconds',
  hours: 'seconds',
  kilobytes: 'bytes',
  kb: 'bytes',
  megabytes: 'bytes',
  mb: 'bytes',
  gigabytes: 'bytes',
  gb: 'bytes',
  percent: 'ratio',
  percentage: 'ratio',
};

/** `http_request_duration_seconds_total` without what the type adds: its last word is the unit, if it has one. */
function lastWord(metric: MetricDeclaration): string {
  return metric.name.replace(/_(total|info)$/, '').split('_').at(-1) ?? '';
}

/** `request_duration` reads `request_duration_seconds`, and `sent_total` reads `sent_bytes_total`. */
function withUnit({ name, unit }: MetricDeclaration): string {
  return name.endsWith('_total') ? name.replace(/_total$/, `_${unit}_total`) : `${name}_${unit}`;
}

function unitProblems(metric: MetricDeclaration): Problem[] {
  const word = lastWord(metric);
  const base = baseUnitOf[word];
  if (base !== undefined) return [problem(metric, 'base-unit', `'${word}' is no base unit`, `measure in ${base} and write ${base} instead of ${word}`)];
  for (const unit of ['seconds', 'bytes', 'ratio']) {
    const stands = word === unit || (word === 'timestamp' && unit === 'seconds');
    const isMoment = metric.unit === 'timestamp' && unit === 'seconds';
    if (stands && metric.unit !== unit && !isMoment) return [problem(metric, 'unit-mismatch', `the name says ${unit}, the declaration says ${metric.unit}`, 'make the two agree')];
  }
  const isSuffixed = reservedSuffixes[metric.type].some((reserved) => metric.name.endsWith(reserved));
  if ((metric.unit === 'seconds' || metric.unit === 'bytes') && word !== metric.unit && !isSuffixed) return [problem(metric, 'unit-missing', `the name does not say that it is measured in ${metric.unit}`, `write ${withUnit(metric)}`)];
  return [];
}

/** Labels that the exposition format or the scrape adds by itself. */
const ownedLabels: Readonly<Record<string, string>> = {
  job: 'the scrape adds it',
  instance: 'the scrape adds it',
  le: 'a histogram adds it to its buckets',
  quantile: 'a summary adds it to its quantiles',
};

function labelProblems(metric: MetricDeclaration): Problem[] {
  const found: Problem[] = [];
  for (const [label, values] of Object.entries(metric.labels)) {
    const owner = ownedLabels[label];
    if (owner !== undefined) found.push(problem(metric, 'owned-label', `the label '${label}' cannot be declared: ${owner}`, 'drop it'));
    else if (label.startsWith('__')) found.push(problem(metric, 'reserved-label', `the label '${label}' belongs to Prometheus`, 'drop the two underscores'));
    else if (!labelName.test(label)) found.push(problem(metric, 'invalid-label', `'${label}' is no label name`, 'use letters, digits and underscores'));
    if ('expected' in values) {
      if (!(values.expected > 0)) found.push(problem(metric, 'expected-values', `the open label '${label}' expects ${String(values.expected)} values`, 'say how many different values to expect, at least 1'));
    } else if (values.length === 0) found.push(problem(metric, 'no-values', `the closed label '${label}' has no value`, 'list its values, or declare it open'));
    else if (new Set(values).size < values.length) found.push(problem(metric, 'duplicate-value', `the label '${label}' lists a value twice`, 'list each value once'));
  }
  return found;
}

function bucketProblems(metric: MetricDeclaration): Problem[] {
  const found: Problem[] = [];
  for (const [what, bounds] of [['buckets', metric.buckets], ['quantiles', metric.quantiles]] as const) {
    if (bounds === undefined) continue;
    const ascending = bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? bound));
    if (bounds.length === 0 || !ascending || !bounds.every(Number.isFinite)) {
      found.push(problem(metric, 'bounds', `its ${what} are ${bounds.length === 0 ? 'missing' : bounds.join(', ')}`, 'list finite bounds in ascending order; +Inf is implied'));
    }
    if (what === 'quantiles' && bounds.some((bound) => bound < 0 || bound > 1)) found.push(problem(metric, 'quantile-range', 'a quantile lies outside 0 to 1', 'write 0.95 for the 95th percentile'));
  }
  return found;
}
