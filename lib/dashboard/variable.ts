import type { Duration } from '../core/duration';
import type { Unit } from '../core/unit';
import type { LabelValues, Sample } from '../metric/declaration';
import type { Existing } from '../promql/label-types';
import type { TypedSeries } from '../metric/series';
import type { SelectorNode } from '../promql/node';
import { labelsOf } from '../promql/infer';
import { selectorOf } from '../promql/vector';

/** Something that the reader of a dashboard chooses. */
export type Variable = LabelVariable | TextVariable | IntervalVariable | DataSourceVariable;

/** Values of a label; a query that is `narrowedBy` it shows the chosen ones only. */
export interface LabelVariable<K extends string = string> {
  readonly kind: 'label';
  readonly name: string;
  readonly title: string;
  readonly label: K;
  /** A closed list, or the values that the series has. */
  readonly values: LabelValues;
  /** The series whose label it is. */
  readonly selector: SelectorNode;
}

/** A text that the reader types in, such as a trace id. Queries refer to it by `reference`. */
export interface TextVariable {
  readonly kind: 'text';
  readonly name: string;
  readonly title: string;
  readonly initial: string;
  /** `${name}`, to be written into a log query or a trace search. */
  readonly reference: string;
}

/** How far every `rate()` of the panels looks back whose window it is. */
export interface IntervalVariable {
  readonly kind: 'interval';
  readonly name: string;
  readonly title: string;
  /** The shortest first, which is chosen at first. */
  readonly choices: readonly [Duration, ...Duration[]];
}

/** Which Prometheus all panels ask, where Grafana knows several. */
export interface DataSourceVariable {
  readonly kind: 'dataSource';
  readonly name: string;
  readonly title: string;
}

/**
 * Offers the values of a label for choice, several at once, all at first: `labelVariable(httpRequests, 'route')`.
 * A closed label costs no query: its values stand in the dashboard.
 */
export function labelVariable<S extends Sample, U extends Unit, L extends string, const K extends string>(
  series: TypedSeries<S, U, L>,
  label: K & Existing<K, L>,
  options: { readonly name?: string; readonly title?: string } = {},
): LabelVariable<K> {
  const selector = selectorOf(series);
  const known = labelsOf(selector).known.get(label)?.values ?? 'open';
  const values: LabelValues = known === 'open' ? { expected: 1 } : known;
  return Object.freeze({ kind: 'label', name: options.name ?? label, title: options.title ?? sentence(label), label, values, selector });
}

/** Lets the reader type a text: `textVariable('trace_id', { title: 'Trace' })`. */
export function textVariable(name: string, options: { readonly title?: string; readonly initial?: string } = {}): TextVariable {
  return Object.freeze({ kind: 'text', name, title: options.title ?? sentence(name), initial: options.initial ?? '', reference: `\${${name}}` });
}

/**
 * Lets the reader smooth lines: `intervalVariable('window', [minutes(5), hours(1)])`, and `timeSeries('Requests', { window: it, ... })`
 * asks `rate(http_requests_total[$window])`.
 */
export function intervalVariable(name: string, choices: readonly [Duration, ...Duration[]], options: { readonly title?: string } = {}): IntervalVariable {
  return Object.freeze({ kind: 'interval', name, title: options.title ?? sentence(name), choices });
}

/** Lets the reader choose among several Prometheus, as of two clusters: `dataSourceVariable('cluster')`. Belfry's own is chosen at first. */
export function dataSourceVariable(name: string, options: { readonly title?: string } = {}): DataSourceVariable {
  return Object.freeze({ kind: 'dataSource', name, title: options.title ?? sentence(name) });
}

/** `error_category` reads `Error category`. */
function sentence(name: string): string {
  const words = name.replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** Variables that a text refers to, Grafana's own (`$__range`, `${__field.labels.x}`) left out. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$(?:\{(\w+)(?:[.:][^}]*)?\}|(\w+))/g)].map(([, braced, bare]) => braced ?? bare ?? '').filter((name) => name !== '' && !name.startsWith('__'));
}
