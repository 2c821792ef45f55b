import type { Duration } from '../core/duration';
import { minutes } from '../core/duration';
import type { Problem } from '../core/problem';
import { refuse } from '../core/problem';
import type { LabelSet } from '../promql/shape';
import { logsProblems } from './logs-link';
import type { Severity, SeverityName } from './severity';
import { severityOf } from './severity';
import type { TemplateText } from './template';

/** What an alert is about, which decides how loud it may be: a cause never pages, because a symptom covers it. */
export type AlertKind = 'symptom' | 'cause' | 'capacity' | 'meta';

/** What is said of an alert besides its condition and its proofs, whoever evaluates it. */
export interface AnnouncementOptions<L extends string> {
  /** How long the condition must hold. @default fires at the first evaluation */
  readonly for?: Duration;
  /** How long it stays after the condition ended, for signals with gaps. @default not at all */
  readonly keepFiringFor?: Duration;
  /** A severity, or an alias of one, such as `P0`. The label says the severity. */
  readonly severity: SeverityName;
  readonly kind: AlertKind;
  /** Who acts on it: the label `team`. */
  readonly team: string;
  /** Further labels of fixed value, such as `service`. Severity and team have options of their own. */
  readonly labels?: Readonly<Record<string, string>> & { readonly severity?: never; readonly team?: never; readonly alertname?: never };
  /** One static sentence: what is wrong, for whom. */
  readonly summary: string;
  /** What an operator reads first, with labels and value of the very alert. */
  readonly description: (text: TemplateText<L>) => string;
  /** Page below `docs/runbooks/`, without its ending: `canvascast/high-error-rate`. */
  readonly runbook: string;
  /** Uid of the dashboard to look at. @default none */
  readonly dashboard?: string;
  /** LogQL for the lines that tell why: `{service_name="api"} | detected_level="error"`. @default none */
  readonly logs?: string;
}

/** The same, once its description is a text and its scenarios are lists. */
export interface AnnouncementParts<Firing, Silent> extends Omit<AnnouncementOptions<string>, 'description'> {
  readonly description: string;
  readonly fires: readonly Firing[];
  readonly silent: readonly Silent[];
}

/** What an alert says of itself and how it is proven, whoever evaluates it. */
export abstract class Announcement<Name extends string = string, Firing = unknown, Silent = unknown> {
  readonly name: Name;
  readonly for: Duration;
  readonly keepFiringFor: Duration | undefined;
  readonly severity: Severity;
  readonly kind: AlertKind;
  readonly team: string;
  /** Labels of fixed value: severity, team and the alert's own. */
  readonly fixedLabels: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The description with Go template actions in it. */
  readonly description: string;
  readonly runbook: string;
  readonly dashboard: string | undefined;
  readonly logs: string | undefined;
  readonly firing: readonly Firing[];
  readonly silent: readonly Silent[];

  protected constructor(name: Name, options: AnnouncementParts<Firing, Silent>) {
    this.name = name;
    this.for = options.for ?? minutes(0);
    this.keepFiringFor = options.keepFiringFor;
    this.severity = severityOf(options.severity);
    this.kind = options.kind;
    this.team = options.team;
    this.fixedLabels = Object.freeze({ severity: this.severity, team: options.team, ...options.labels });
    this.summary = options.summary;
    this.description = options.description;
    this.runbook = options.runbook;
    this.dashboard = options.dashboard;
    this.logs = options.logs;
    this.firing = options.fires;
    this.silent = options.silent;
  }

  /** What a reader calls it in a diagnostic. */
  get subject(): string {
    return `alert ${this.name}`;
  }

  /** The labels of its result, with the fixed ones and `alertname`. */
  protected withFixed({ known, hasOthers }: LabelSet): LabelSet {
    const fixed = Object.entries({ alertname: this.name, ...this.fixedLabels });
    return { known: new Map([...known, ...fixed.map(([label, value]) => [label, { values: [value], isOptional: false }] as const)]), hasOthers };
  }
}

const camelCase = /^[A-Z][A-Za-z0-9]*$/;
const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** What is unusable in it. */
export function announcementProblems(made: Announcement): readonly Problem[] {
  const found: Problem[] = [];
  const report = (check: string, message: string, fix: string): void => void found.push(announcementProblem(made.subject, check, message, fix));
  if (!camelCase.test(made.name)) report('alert/name', `'${made.name}' is no alert name`, 'write it in CamelCase: HighErrorRate');
  for (const label of Object.keys(made.fixedLabels)) if (!labelName.test(label)) report('alert/label-name', `'${label}' is no label name`, 'use letters, digits and underscores');
  if (made.summary.includes('{{')) report('alert/summary-template', 'the summary holds a template', 'keep the summary static; labels and values belong into the description');
  if (made.summary.trim() === '') report('alert/no-summary', 'the summary is empty', 'say in one sentence what is wrong, for whom');
  if (made.description.trim() === '') report('alert/no-description', 'the description is empty', 'tell the operator what was measured and what it means');
  if (made.severity === 'critical' && made.kind === 'cause') report('alert/cause-pages', 'a cause pages', 'let the symptom that it leads to page, and make this a warning');
  found.push(...logsProblems(made));
  if (made.for.milliseconds < 0) report('alert/for', 'it waits a negative time', 'leave `for` out, or make it positive');
  return found;
}

export function announcementProblem(subject: string, check: string, message: string, fix: string): Problem {
  return { check, severity: 'error', message, place: { subject }, fix };
}

/** An undeclared label in a description becomes a diagnostic at synth instead of `<no value>` at night. */
export function templatesFor<L extends string>(name: string, labels: Record<string, string>): Readonly<Record<L, string>>;
export function templatesFor(name: string, labels: Record<string, string>): Record<string, string> {
  return new Proxy(labels, {
    get(target, label) {
      const template = typeof label === 'string' ? target[label] : undefined;
      if (template === undefined) refuse([announcementProblem(`alert ${name}`, 'alert/template-label', `the description uses the label '${String(label)}', which the expression does not yield`, `its labels are ${Object.keys(target).join(', ') || 'none'}`)]);
      return template;
    },
  });
}
