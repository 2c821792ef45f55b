import { mistake } from '../core/problem';
import type { Unit } from '../core/unit';
import type { LabelValues, MetricDeclaration, Sample } from '../metric/declaration';
import { Series } from '../metric/series';
import { infer, isVector } from '../promql/infer';
import type { Node } from '../promql/node';
import type { Expression } from '../promql/label-types';
import type { RecordedValue, ValueProof } from './scenario/value';
import { isAbout } from './scenario/value';

type RecordedSpec<L extends string> = Readonly<Record<L, LabelValues>>;

/** A recording rule, which is also the series that it records. */
export class Recording<U extends Unit, L extends string> {
  readonly name: string;
  readonly expression: Node;
  /** The recorded series, to be used in expressions like any gauge. */
  readonly series: Series<'gauge', U, RecordedSpec<L>, string, never>;
  readonly declaration: MetricDeclaration;
  /** Labels of fixed value that the rule adds. */
  readonly fixedLabels: Readonly<Record<string, string>>;
  /** What it must be, and in which scenes. */
  readonly values: readonly ValueProof[];

  constructor(name: string, expression: Node, series: Series<'gauge', U, RecordedSpec<L>, string, never>, fixedLabels: Readonly<Record<string, string>>, values: readonly ValueProof[]) {
    this.name = name;
    this.expression = expression;
    this.fixedLabels = Object.freeze({ ...fixedLabels });
    this.values = Object.freeze([...values]);
    this.series = series;
    this.declaration = series.declaration;
    Object.freeze(this);
  }

  /** What a reader calls it in a diagnostic. */
  get subject(): string {
    return `record ${this.name}`;
  }
}

/** `level:metric:operations`. Source: https://prometheus.io/docs/practices/rules/#naming */
const recordedName = /^[a-zA-Z_][a-zA-Z0-9_]*:[a-zA-Z0-9_]+(:[a-zA-Z0-9_]+)*$/;

/** What a recording rule says beside its name. */
export interface RecordOptions<S extends Sample, U extends Unit, L extends string, Fixed extends string> {
  readonly help: string;
  readonly expression: Expression<S, U, L>;
  /** Labels of fixed value that the recorded series gets, which let several rules share a name. @default none */
  readonly labels?: Readonly<Record<Fixed, string>>;
  /** Proof that it is what it says. @default none */
  readonly values?: readonly RecordedValue[];
}

/**
 * Records an expression under a name of its own, so that alerts and panels read one cheap series:
 * `record('job:http_requests:rate5m', { help: '...', expression: sum(rate(httpRequests, minutes(5))).by('job') })`.
 *
 * @throws BelfryError when the name is not `level:metric:operations`, or a fixed label is one that the expression yields
 */
export function record<S extends Sample, U extends Unit, L extends string, Fixed extends string = never>(
  name: string,
  options: RecordOptions<S, U, L, Fixed>,
): Recording<U, L | Fixed> {
  const subject = `record ${name}`;
  if (!recordedName.test(name)) {
    throw mistake({ check: 'record/name', message: `'${name}' is no name for a recorded series`, place: { subject }, fix: 'write level:metric:operations, as in job:http_requests:rate5m' });
  }
  const { node } = options.expression;
  const shape = infer(node);
  if (!isVector(shape) || shape.unit === undefined || shape.labels.hasOthers) {
    throw mistake({ check: 'record/unknown-shape', message: 'the recorded expression has no known unit or labels', place: { subject }, fix: 'build it from declared metrics' });
  }
  const fixed: Readonly<Record<string, string>> = options.labels ?? {};
  const overwritten = Object.keys(fixed).find((label) => shape.labels.known.has(label));
  if (overwritten !== undefined) {
    throw mistake({ check: 'record/label-overwritten', message: `the fixed label '${overwritten}' is also one that the expression yields`, place: { subject }, why: 'the fixed value would take the place of every other', fix: 'give the fixed label another name, or aggregate the other away' });
  }
  const labels = new Map<string, { readonly values: readonly string[] | 'open' }>([...shape.labels.known, ...Object.entries(fixed).map(([label, value]) => [label, { values: [value] }] as const)]);
  return new Recording(name, node, recordedSeries<U, L | Fixed>(name, options.help, shape.unit, labels), fixed, (options.values ?? []).map((expected) => valueProof(name, fixed, expected)));
}

/** A rule whose unit and labels its maker answers for: only a generator of rules knows what `vector(0.999)` means. */
export function recordAs<U extends Unit, L extends string>(
  name: string,
  options: { readonly help: string; readonly node: Node; readonly unit: U; readonly labels: Readonly<Record<L, string>>; readonly values: readonly ValueProof[] },
): Recording<U, L> {
  const labels = new Map(Object.entries<string>(options.labels).map(([label, value]) => [label, { values: [value] }]));
  return new Recording(name, options.node, recordedSeries<U, L>(name, options.help, options.unit, labels), options.labels, options.values);
}

function valueProof(name: string, fixed: Readonly<Record<string, string>>, { scene, value, labels }: RecordedValue): ValueProof {
  const matchers = Object.entries({ ...labels, ...fixed }).map(([label, wanted]) => ({ label, operator: '=', value: wanted }) as const);
  return { scene, check: isAbout({ kind: 'selector', name, matchers }, value) };
}

function recordedSeries<U extends Unit, L extends string>(name: string, help: string, unit: Unit, known: ReadonlyMap<string, { readonly values: readonly string[] | 'open' }>): Series<'gauge', U, RecordedSpec<L>, string, never>;
function recordedSeries(name: string, help: string, unit: Unit, known: ReadonlyMap<string, { readonly values: readonly string[] | 'open' }>): Series<'gauge', Unit, RecordedSpec<string>, string, never> {
  const labels: Record<string, LabelValues> = {};
  for (const [label, { values }] of known) labels[label] = values === 'open' ? { expected: 1 } : values;
  const declaration: MetricDeclaration = Object.freeze({ name, type: 'gauge', help, unit, counts: unit, labels: Object.freeze(labels), jobs: [], shared: false, createdOnFirstEvent: false, thirdParty: false });
  return new Series({ declaration, seriesName: name, sample: 'gauge', unit, labelSpec: labels });
}
