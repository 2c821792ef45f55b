import { mistake, refuse, type Problem } from '../core/problem';
import type { LabelSpec, LabelValues } from '../metric/declaration';
import { isOpen } from '../metric/declaration';
import type { LabelMatcher } from '../metric/matcher';
import { alternatives } from '../metric/matcher';
import type { StreamConditions } from './conditions';
import { streamMatchers } from './conditions';
import type { LogNode } from './node';
import { LogLines } from './lines';
import type { LineFormat, LogStreamDeclaration } from './stream-declaration';
import { keywords } from './syntax/keyword';

type ClosedLabel<Spec extends LabelSpec> = { readonly [Label in keyof Spec]: Spec[Label] extends readonly string[] ? Label : never }[keyof Spec] & string;

/** What is said of log streams when they are declared. */
export interface LogStreamOptions<Labels extends LabelSpec, Metadata extends LabelSpec, Format extends LineFormat, Fields extends LabelSpec> {
  /** One sentence: which lines these are. */
  readonly help: string;
  /** The labels that Loki indexes: few values each. Without job and instance, which logs do not have. */
  readonly labels: Labels;
  /** The label, with a closed list of values, that tells these streams from all others. Every selector is scoped to it. */
  readonly identifiedBy: ClosedLabel<Labels>;
  /** Structured metadata: beside each line, not indexed; for trace ids and user ids. `{}` for none. */
  readonly metadata: Metadata;
  /** How lines are written, which decides the parser that reads them. */
  readonly format: Format;
  /** What lines of JSON or logfmt hold, as the parser names it: `user.id` in JSON is `user_id`. `{}` for other lines. */
  readonly fields: Fields;
}

/**
 * Declares log streams, once, for queries, panels and alerts:
 *
 *     const apiLogs = logStream('api-logs', {
 *       help: 'Requests to the API, one line each.',
 *       labels: { service_name: ['api'], deployment_environment: ['production', 'staging'] },
 *       identifiedBy: 'service_name',
 *       metadata: { trace_id: open({ expected: 1_000_000 }) },
 *       format: 'json',
 *       fields: { status: ['200', '404', '500'], route: open({ expected: 40 }), took: open({ expected: 10_000 }) },
 *     });
 *
 * @throws BelfryError when a name is no label of LogQL, or stands for two things
 */
export function logStream<const Labels extends LabelSpec, const Metadata extends LabelSpec, const Format extends LineFormat, const Fields extends LabelSpec>(
  name: string,
  options: LogStreamOptions<Labels, Metadata, Format, Fields>,
): LogStream<Labels, Metadata, Format, Fields> {
  const declaration: LogStreamDeclaration = Object.freeze({
    name,
    help: options.help,
    labels: Object.freeze({ ...options.labels }),
    metadata: Object.freeze({ ...options.metadata }),
    format: options.format,
    fields: Object.freeze({ ...options.fields }),
  });
  refuse(namingProblems(declaration));
  const values: LabelValues | undefined = declaration.labels[options.identifiedBy];
  if (values === undefined || isOpen(values) || values.length === 0) throw mistake({ check: 'logql/identity', message: `'${options.identifiedBy}' of ${name} has no closed list of values`, place: { subject: name }, fix: 'identify streams by a label whose values are known' });
  const [only, ...others] = values;
  const scope: LabelMatcher = others.length === 0 && only !== undefined ? { label: options.identifiedBy, operator: '=', value: only } : { label: options.identifiedBy, operator: '=~', value: alternatives(values) };
  return new LogStream(declaration, [Object.freeze(scope)]);
}

/** Declared streams, perhaps narrowed by their labels. What a pipeline does with their lines comes behind: see `LogLines`. */
export class LogStream<Labels extends LabelSpec, Metadata extends LabelSpec, Format extends LineFormat, Fields extends LabelSpec> extends LogLines<Labels & Metadata, Format, Fields> {
  readonly declaration: LogStreamDeclaration;

  constructor(declaration: LogStreamDeclaration, matchers: readonly LabelMatcher[]) {
    const node: LogNode = Object.freeze({ kind: 'log', matchers: Object.freeze([...matchers]), stages: Object.freeze([]), declaration });
    super({ node, labels: { ...declaration.labels, ...declaration.metadata }, fields: declaration.fields, name: declaration.name });
    this.declaration = declaration;
  }

  /**
   * Narrows the streams: `apiLogs.where({ deployment_environment: 'production' })` prints
   * `{service_name="api",deployment_environment="production"}`. Structured metadata is no part of a stream: take `only`.
   *
   * @throws BelfryError when a value is not declared, or a regular expression is not RE2
   */
  where(conditions: StreamConditions<Labels>): LogStream<Labels, Metadata, Format, Fields> {
    const added = streamMatchers({ name: this.declaration.name, spec: this.declaration.labels }, conditions);
    const again = new Set(added.map(({ label }) => label));
    return new LogStream(this.declaration, [...this.node.matchers.filter(({ label }) => !again.has(label)), ...added]);
  }
}

function namingProblems({ name, labels, metadata, fields }: LogStreamDeclaration): Problem[] {
  const problems: Problem[] = [];
  const origins = new Map<string, string>();
  for (const [origin, spec] of [['label', labels], ['structured metadata', metadata], ['field', fields]] as const) {
    for (const label of Object.keys(spec)) {
      const place = { subject: name };
      const before = origins.get(label);
      if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)) problems.push({ check: 'logql/label-name', severity: 'error', message: `'${label}' is no name of a label`, place, fix: 'use letters, digits and underscores, as Loki does when it reads a field: user.id becomes user_id' });
      else if (keywords.has(label)) problems.push({ check: 'logql/label-name', severity: 'error', message: `'${label}' is a word of LogQL and cannot name a label in a query`, place, fix: 'rename the field where it is written' });
      if (before !== undefined) problems.push({ check: 'logql/label-twice', severity: 'error', message: `'${label}' is both a ${before} and a ${origin}`, place, why: `Loki calls the second ${label}_extracted`, fix: `declare ${label}_extracted, or rename it where it is written` });
      origins.set(label, origin);
    }
  }
  return problems;
}
