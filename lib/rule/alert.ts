import { asList } from '../core/collect';
import type { Problem } from '../core/problem';
import { refuse } from '../core/problem';
import type { Unit } from '../core/unit';
import { labelsOf, unitOf } from '../promql/infer';
import type { Node } from '../promql/node';
import { selectors } from '../promql/node';
import type { LabelSet } from '../promql/shape';
import type { ConditionOf } from '../promql/label-types';
import type { FiringScenario, SilentScenario } from './scenario/scenario';
import type { AnnouncementOptions, AnnouncementParts } from './announcement';
import { Announcement, announcementProblem, announcementProblems, templatesFor } from './announcement';
import { labelTemplate, valueTemplate } from './template';

export interface AlertOptions<U extends Unit, L extends string> extends AnnouncementOptions<L> {
  /** The alert fires for each series that this yields. */
  readonly when: ConditionOf<U, L>;
  /** Proof that it fires. */
  readonly fires: FiringScenario<L> | readonly [FiringScenario<L>, ...FiringScenario<L>[]];
  /** Proof that it stays silent; `'never'` for an alert over a constant, such as a heartbeat. */
  readonly silent: SilentScenario | readonly [SilentScenario, ...SilentScenario[]] | 'never';
}

interface AlertParts extends AnnouncementParts<FiringScenario, SilentScenario> {
  readonly when: Node;
}

/** An alert rule. Immutable. Its type knows the labels that it carries. */
export class Alert<Name extends string = string, L extends string = string> extends Announcement<Name, FiringScenario, SilentScenario> {
  readonly expression: Node;
  declare readonly __labels: L;
  /** Routing asks again and again. */
  #labels: LabelSet | undefined;

  constructor(name: Name, { when, ...announced }: AlertParts) {
    super(name, announced);
    this.expression = when;
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

  /** Every label that a firing instance carries, with its possible values: the result's, the fixed ones and `alertname`. */
  get labels(): LabelSet {
    this.#labels ??= this.withFixed(labelsOf(this.expression));
    return this.#labels;
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
