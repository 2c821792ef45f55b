import { asList } from '../core/collect';
import type { Duration } from '../core/duration';
import { minutes } from '../core/duration';
import type { Problem } from '../core/problem';
import { refuse } from '../core/problem';
import type { Unit } from '../core/unit';
import { labelsOf, unitOf } from '../promql/infer';
import type { Node } from '../promql/node';
import { selectors } from '../promql/node';
import type { LabelSet } from '../promql/shape';
import type { ConditionOf } from '../promql/label-types';
import type { FiringScenario, SilentScenario } from './scenario/scenario';
import type { Severity } from './severity';
import type { AlertKind, AnnouncementOptions } from './announcement';
import { announcementProblem, announcementProblems, templatesFor } from './announcement';
import { severityOf } from './severity';
import { labelTemplate, valueTemplate } from './template';

export interface AlertOptions<U extends Unit, L extends string> extends AnnouncementOptions<L> {
  /** The alert fires for each series that this yields. */
  readonly when: ConditionOf<U, L>;
  /** Proof that it fires. */
  readonly fires: FiringScenario<L> | readonly [FiringScenario<L>, ...FiringScenario<L>[]];
  /** Proof that it stays silent; `'never'` for an alert over a constant, such as a heartbeat. */
  readonly silent: SilentScenario | readonly [SilentScenario, ...SilentScenario[]] | 'never';
}

/** What an alert is made of, once its description is a text and its scenarios are lists. */
interface AlertParts extends Omit<AlertOptions<Unit, string>, 'description' | 'when' | 'fires' | 'silent'> {
  readonly when: Node;
  readonly description: string;
  readonly fires: readonly FiringScenario[];
  readonly silent: readonly SilentScenario[];
}

/** An alert rule. Immutable. Its type knows the labels that it carries. */
export class Alert<Name extends string = string, L extends string = string> {
  readonly name: Name;
  readonly expression: Node;
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
  readonly firing: readonly FiringScenario[];
  readonly silent: readonly SilentScenario[];
  declare readonly __labels: L;
  /** Routing asks again and again. */
  #labels: LabelSet | undefined;

  constructor(name: Name, options: AlertParts) {
    this.name = name;
    this.expression = options.when;
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
    Object.freeze(this);
  }

  /** The same alert under another name and over another expression: what its proofs have to tell from it. */
  variant(name: string, expression: Node): Alert {
    const { for: waits, keepFiringFor, severity, kind, team, summary, description, runbook, dashboard, logs, firing, silent } = this;
    return new Alert(name, {
      when: expression,
      for: waits,
      ...(keepFiringFor === undefined ? {} : { keepFiringFor }),
      severity,
      kind,
      team,
      labels: Object.fromEntries(Object.entries(this.fixedLabels).filter(([label]) => label !== 'severity' && label !== 'team')),
      summary,
      description,
      runbook,
      ...(dashboard === undefined ? {} : { dashboard }),
      ...(logs === undefined ? {} : { logs }),
      fires: firing,
      silent,
    });
  }

  /** What a reader calls it in a diagnostic. */
  get subject(): string {
    return `alert ${this.name}`;
  }

  /** Every label that a firing instance carries, with its possible values: the result's, the fixed ones and `alertname`. */
  get labels(): LabelSet {
    this.#labels ??= this.#inferLabels();
    return this.#labels;
  }

  #inferLabels(): LabelSet {
    const { known, hasOthers } = labelsOf(this.expression);
    const fixed = Object.entries({ alertname: this.name, ...this.fixedLabels });
    return { known: new Map([...known, ...fixed.map(([label, value]) => [label, { values: [value], isOptional: false }] as const)]), hasOthers };
  }
}

/**
 * Declares an alert.
 *
 *     alert('HighErrorRate', {
 *       when: ratio(errors, requests).above(percent(10)),
 *       for: minutes(5), severity: 'critical', kind: 'symptom', team: 'canvascast',
 *       summary: 'CanvasCast answers too many requests with an error.',
 *       description: ({ value }) => `${value} of requests failed over five minutes.`,
 *       runbook: 'canvascast/high-error-rate',
 *       fires: ..., silent: ...,
 *     })
 *
 * generates
 *
 *     - alert: HighErrorRate
 *       expr: sum(rate(...)) / sum(rate(...)) > 0.1
 *       for: 5m
 *       labels: {severity: critical, team: canvascast}
 *       annotations: {summary: ..., description: ..., runbook_url: ...}
 *
 * @throws BelfryError when the name, the summary or a label is unusable
 */
export function alert<const Name extends string, U extends Unit, L extends string>(name: Name, options: AlertOptions<U, L>): Alert<Name, L> {
  const { node } = options.when;
  const labels: Record<string, string> = {};
  for (const label of labelsOf(node).known.keys()) labels[label] = labelTemplate(label);
  const made = new Alert<Name, L>(name, {
    ...options,
    when: node,
    description: options.description({ labels: templatesFor<L>(name, labels), value: valueTemplate(unitOf(node)) }),
    fires: asList(options.fires),
    silent: options.silent === 'never' ? [] : asList(options.silent),
  });
  refuse(alertProblems(made));
  return made;
}

function alertProblems(made: Alert): readonly Problem[] {
  const isNeverSilent = made.silent.length === 0 && selectors(made.expression).length > 0;
  const unproven = isNeverSilent ? [announcementProblem(made.subject, 'alert/never-silent', 'it is never shown to stay silent', "add a scenario just below the threshold; only an alert over a constant has `silent: 'never'`")] : [];
  return [...announcementProblems(made), ...unproven];
}
