import type { FirstMistake, Mistake } from '../core/mistake';
import { mistake } from '../core/problem';
import type { Unit } from '../core/unit';
import type { LabelSpec, LabelValues, OpenValues } from '../metric/declaration';
import type { Existing } from '../promql/label-types';
import type { AnyCondition, LineConditions } from './conditions';
import { labelFilters, regexpSource } from './conditions';
import type { LabelFilter, LabelFormat, LineFilterOperator, LogNode, Stage, Unwrap } from './node';
import { printLogql } from './print';
import { refuseBadQuery } from './refuse-query';
import type { LineFormat } from './stream-declaration';
import { captureNames, groupNames } from './syntax/line-pattern';
import { UnwrappedLines } from './unwrapped-lines';

/** The labels that `| pattern` makes: `<ip> - <_> <status>` makes `ip` and `status`. */
type Captures<P extends string> = P extends `${string}<${infer Name}>${infer Rest}` ? Exclude<Name, '_'> | Captures<Rest> : never;

/** The labels that `| regexp` makes of the groups that have names. */
type Groups<P extends string> = P extends `${string}(?P<${infer Name}>${infer Rest}` ? Name | Groups<Rest> : never;

/** Labels whose values nobody declared. */
type Made<Names extends string> = Readonly<Record<Names, OpenValues>>;

type Renamed<Spec extends LabelSpec, New extends Readonly<Record<string, string>>> = Omit<Spec, New[keyof New]> & { readonly [Name in keyof New]: Spec[New[Name]] };

type Names<Spec extends LabelSpec> = keyof Spec & string;

/** `unknown` for lines of the wanted format, otherwise the sentence that the compiler quotes. */
type Written<Format extends LineFormat, Wanted extends LineFormat> = [Format] extends [Wanted] ? unknown : Mistake<`${Wanted}() reads lines that are declared as ${Wanted}, and these are ${Format}`>;

/** Labels as a template writes them: `labels.route` is `{{.route}}`. */
interface TemplateLabels<Spec extends LabelSpec> {
  readonly labels: Readonly<Record<Names<Spec>, string>>;
}
type Template<Spec extends LabelSpec> = (values: TemplateLabels<Spec>) => string;

/** How `unwrap` reads the text of a label as a number. */
export type UnwrapOptions<U extends Unit> = { readonly as: 'duration' | 'bytes' } | { readonly unit: U };
type Unwrapped<O> = O extends { readonly as: 'duration' } ? 'seconds' : O extends { readonly as: 'bytes' } ? 'bytes' : O extends { readonly unit: infer U extends Unit } ? U : never;

const anyText: OpenValues = Object.freeze({ expected: 1 });

/** What lines are made of. `labels` holds every label that they have here, of whatever origin. */
export interface LinesFacts {
  readonly node: LogNode;
  readonly labels: LabelSpec;
  readonly fields: LabelSpec;
  readonly name: string;
}

/**
 * Log lines on their way through a pipeline. Each method adds a stage and knows the labels that lines have behind it:
 * `apiLogs.containing('timeout').json().only({ status: '500' })` prints
 * `{service_name="api"} |= "timeout" | json | status="500"`. Immutable.
 */
export class LogLines<Spec extends LabelSpec, Format extends LineFormat, Fields extends LabelSpec> {
  readonly node: LogNode;
  readonly facts: LinesFacts;
  declare readonly __lines: { readonly labels: Names<Spec>; readonly format: Format };

  constructor(facts: LinesFacts) {
    this.facts = Object.freeze(facts);
    this.node = facts.node;
  }

  /** The query on one line. */
  toString(): string {
    return printLogql(this.node);
  }

  /** Lines with any of these texts, to the letter: prints `|= "a" or "b"`. */
  containing(first: string, ...others: readonly string[]): LogLines<Spec, Format, Fields> {
    return this.#lineFilter('|=', [first, ...others]);
  }

  /** Lines with none of these texts: prints `!= "a"`. */
  lacking(first: string, ...others: readonly string[]): LogLines<Spec, Format, Fields> {
    return this.#lineFilter('!=', [first, ...others]);
  }

  /** Lines in which the regular expression matches somewhere: prints `|~ "..."`. A plain text is faster with `containing`. */
  matching(pattern: RegExp): LogLines<Spec, Format, Fields> {
    return this.#lineFilter('|~', [regexpSource(this.facts.name, 'the line', pattern)]);
  }

  /** Lines in which it matches nowhere: prints `!~ "..."`. */
  notMatching(pattern: RegExp): LogLines<Spec, Format, Fields> {
    return this.#lineFilter('!~', [regexpSource(this.facts.name, 'the line', pattern)]);
  }

  /** Lines of a shape, where `<_>` stands for anything: `like('<_> level=error <_>')` prints `|> "<_> level=error <_>"`. */
  like(pattern: string): LogLines<Spec, Format, Fields> {
    return this.#lineFilter('|>', [pattern]);
  }

  /** Lines of any other shape: prints `!> "..."`. */
  unlike(pattern: string): LogLines<Spec, Format, Fields> {
    return this.#lineFilter('!>', [pattern]);
  }

  /** Makes labels of the declared fields of JSON lines, of some or all: `json()`, `json('status', 'route')`. */
  json<const K extends Names<Fields> = Names<Fields>>(this: LogLines<Spec, Format, Fields> & Written<Format, 'json'>, ...fields: readonly K[]): LogLines<Spec & Pick<Fields, K>, Format, Fields> {
    return this.#parsed({ kind: 'json', extractions: fields.map((label) => ({ label, path: label })) }, fields);
  }

  /** Makes labels of the declared fields of logfmt lines, of some or all. */
  logfmt<const K extends Names<Fields> = Names<Fields>>(this: LogLines<Spec, Format, Fields> & Written<Format, 'logfmt'>, ...fields: readonly K[]): LogLines<Spec & Pick<Fields, K>, Format, Fields> {
    return this.#parsed({ kind: 'logfmt', strict: false, keepEmpty: false, extractions: fields.map((label) => ({ label, path: label })) }, fields);
  }

  /** Makes labels of parts of the line: `pattern('<ip> - <_> "<method> <path>')`. */
  pattern<const P extends string>(pattern: P): LogLines<Spec & Made<Captures<P>>, Format, Fields> {
    return this.#made({ kind: 'pattern', pattern }, captureNames(pattern).names);
  }

  /** Makes labels of the groups that have names: ``regexp(String.raw`(?P<method>\w+) `)``. `pattern` is faster. */
  regexp<const P extends string>(pattern: P): LogLines<Spec & Made<Groups<P>>, Format, Fields> {
    return this.#made({ kind: 'regexp', pattern }, groupNames(pattern));
  }

  /** Undoes the `pack` stage of the agent: its labels come back and the line is what it was. They must be named, because nothing else knows them. */
  unpack<const K extends string>(...labels: readonly K[]): LogLines<Spec & Made<K>, Format, Fields> {
    return this.#made({ kind: 'unpack' }, labels);
  }

  /** Lines whose labels satisfy every condition: `only({ status: /5../, took: { above: seconds(1) } })` prints `| status=~"5.." | took > 1s`. */
  only(conditions: LineConditions<Spec>): LogLines<Spec, Format, Fields> {
    return this.#filters(labelFilters(this.#owner, conditions));
  }

  /** Lines that satisfy one of several sets of conditions: prints `| (a="1" and b="2") or c="3"`. */
  either(first: LineConditions<Spec>, second: LineConditions<Spec>, ...others: readonly LineConditions<Spec>[]): LogLines<Spec, Format, Fields> {
    const sets = [first, second, ...others].map((conditions: Readonly<Record<string, AnyCondition | undefined>>) => joined('and', labelFilters(this.#owner, conditions), this.facts.name));
    return this.#filters([joined('or', sets, this.facts.name)]);
  }

  /** Writes the line anew: `lineFormat(({ labels }) => `${labels.status} ${labels.route}`)` prints `| line_format "{{.status}} {{.route}}"`. */
  lineFormat(template: Template<Spec>): LogLines<Spec, Format, Fields> {
    return this.#with([{ kind: 'lineFormat', template: this.#filled(template) }], this.facts.labels);
  }

  /** Gives labels other names: `rename({ code: 'status' })` prints `| label_format code=status`, and `status` is gone. */
  rename<const New extends Readonly<Record<string, Names<Spec>>>>(names: New): LogLines<Renamed<Spec, New>, Format, Fields> {
    const formats = Object.entries<string>(names).map(([label, from]): LabelFormat => ({ label, from }));
    const gone = new Set(Object.values<string>(names));
    const left = Object.entries(this.facts.labels).filter(([label]) => !gone.has(label));
    const added = Object.entries<string>(names).map(([label, from]): [string, LabelValues] => [label, this.facts.labels[from] ?? anyText]);
    return this.#with([{ kind: 'labelFormat', formats }], Object.fromEntries([...left, ...added]));
  }

  /** Makes labels of templates: `format({ where: ({ labels }) => `${labels.region}/${labels.zone}` })`. */
  format<const K extends string>(templates: Readonly<Record<K, Template<Spec>>>): LogLines<Omit<Spec, K> & Made<K>, Format, Fields> {
    const formats = Object.entries<Template<Spec>>(templates).map(([label, template]): LabelFormat => ({ label, template: this.#filled(template) }));
    return this.#made({ kind: 'labelFormat', formats }, formats.map(({ label }) => label));
  }

  /** Takes the colours of a terminal out of the line. */
  decolorize(): LogLines<Spec, Format, Fields> {
    return this.#with([{ kind: 'decolorize' }], this.facts.labels);
  }

  /** Drops labels. */
  drop<const K extends string>(...labels: readonly (K & Existing<K, Names<Spec>>)[]): LogLines<Omit<Spec, K>, Format, Fields> {
    const gone = new Set<string>(labels);
    return this.#with([{ kind: 'drop', labels }], Object.fromEntries(Object.entries(this.facts.labels).filter(([label]) => !gone.has(label))));
  }

  /** Keeps these labels and no others. */
  keep<const K extends string>(...labels: readonly (K & Existing<K, Names<Spec>>)[]): LogLines<Pick<Spec, K>, Format, Fields> {
    const kept = new Set<string>(labels);
    return this.#with([{ kind: 'keep', labels }], Object.fromEntries(Object.entries(this.facts.labels).filter(([label]) => kept.has(label))));
  }

  /**
   * Makes numbers of a label: `unwrap('took', { as: 'duration' })` reads `1.5s` as 1.5 seconds, `{ as: 'bytes' }` reads
   * `10KiB`, and `{ unit: 'requests' }` says what a plain number counts. Values that are no number are left out: it
   * prints `| unwrap duration(took) | __error__=""`, because one of them would otherwise fail the whole query.
   */
  unwrap<const K extends string, const U extends Unit, const O extends UnwrapOptions<U>>(label: K & FirstMistake<Existing<K, Names<Spec>>, unknown>, options: O & UnwrapOptions<U>): UnwrappedLines<Unwrapped<O>, Exclude<Names<Spec>, K>> {
    const unwrap: Unwrap = { label, ...('as' in options ? { conversion: options.as } : { unit: options.unit }), filters: [{ kind: 'text', label: '__error__', operator: '=', value: '' }] };
    return new UnwrappedLines(this.node, unwrap);
  }

  get #owner(): { readonly name: string; readonly spec: LabelSpec } {
    return { name: this.facts.name, spec: this.facts.labels };
  }

  #lineFilter(operator: LineFilterOperator, [first = '', ...others]: readonly string[]): LogLines<Spec, Format, Fields> {
    return this.#with([{ kind: 'lineFilter', operator, alternatives: [{ text: first }, ...others.map((text) => ({ text }))] }], this.facts.labels);
  }

  #filters(filters: readonly LabelFilter[]): LogLines<Spec, Format, Fields> {
    return this.#with(filters.map((filter) => ({ kind: 'labelFilter', filter })), this.facts.labels);
  }

  /** A parser that makes labels of the declared fields, of all when none is named. */
  #parsed<After extends LabelSpec>(stage: Stage, fields: readonly string[]): LogLines<After, Format, Fields> {
    const made = fields.length === 0 ? this.facts.fields : Object.fromEntries(Object.entries(this.facts.fields).filter(([field]) => fields.includes(field)));
    return this.#with([stage], { ...this.facts.labels, ...made });
  }

  #made<After extends LabelSpec>(stage: Stage, labels: readonly string[]): LogLines<After, Format, Fields> {
    return this.#with([stage], { ...this.facts.labels, ...Object.fromEntries(labels.map((label) => [label, anyText])) });
  }

  #filled(template: Template<Spec>): string {
    return template({ labels: templateLabels<Spec>(Object.keys(this.facts.labels)) });
  }

  #with<After extends LabelSpec>(stages: readonly Stage[], labels: LabelSpec): LogLines<After, Format, Fields> {
    const node: LogNode = { ...this.node, stages: Object.freeze([...this.node.stages, ...stages.map((stage) => Object.freeze(stage))]) };
    refuseBadQuery(this.facts.name, node);
    return new LogLines({ ...this.facts, labels: Object.freeze(labels), node: Object.freeze(node) });
  }
}

function joined(kind: 'and' | 'or', filters: readonly LabelFilter[], name: string): LabelFilter {
  const [first, ...others] = filters;
  if (first === undefined) throw mistake({ check: 'logql/no-condition', message: 'a set of conditions is empty, so every line satisfies it', place: { subject: name }, fix: 'name a label' });
  return others.reduce((left, right): LabelFilter => ({ kind, left, right }), first);
}

function templateLabels<Spec extends LabelSpec>(labels: readonly string[]): TemplateLabels<Spec>['labels'];
function templateLabels(labels: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(labels.map((label) => [label, `{{.${label}}}`]));
}
