import { asList } from '../core/collect';
import type { Duration } from '../core/duration';
import { refuse } from '../core/problem';
import type { Unit } from '../core/unit';
import { inferLogql } from '../logql/infer';
import type { MetricNode } from '../logql/node';
import type { LogCondition } from '../logql/series';
import type { LabelSet } from '../promql/shape';
import { noLabels } from '../promql/shape';
import type { AnnouncementOptions, AnnouncementParts } from './announcement';
import { Announcement, announcementProblems, templatesFor } from './announcement';
import type { FiringLines, SilentLines } from './scenario/lines';
import { labelTemplate, valueTemplate } from './template';

/** What an alert on logs consists of. */
export interface LogAlertOptions<U extends Unit, L extends string> extends AnnouncementOptions<L> {
  /** The alert fires for each series that this yields. */
  readonly when: LogCondition<U, L>;
  /** Proof that it fires. */
  readonly fires: FiringLines<L> | readonly [FiringLines<L>, ...FiringLines<L>[]];
  /** Proof that it stays silent. */
  readonly silent: SilentLines | readonly [SilentLines, ...SilentLines[]];
}

interface LogAlertParts extends AnnouncementParts<FiringLines, SilentLines> {
  readonly when: MetricNode;
}

/** An alert that Loki's ruler evaluates. Immutable. Its type knows the labels that it carries. */
export class LogAlert<Name extends string = string, L extends string = string> extends Announcement<Name, FiringLines, SilentLines> {
  readonly query: MetricNode;
  declare readonly __labels: L;

  constructor(name: Name, { when, ...announced }: LogAlertParts) {
    super(name, announced);
    this.query = when;
    Object.freeze(this);
  }

  /** Every label that a firing instance carries, with its possible values. */
  get labels(): LabelSet {
    return this.withFixed(labelsOf(this.query));
  }
}

/**
 * Declares an alert on logs, for Loki's ruler:
 *
 *     logAlert('PaymentsRefused', {
 *       when: sum(countOverTime(apiLogs.containing('payment refused'), minutes(5))).by('env').above(quantity(10, 'lines')),
 *       severity: 'warning', kind: 'symptom', team: 'shop',
 *       summary: 'Payments are refused.',
 *       description: ({ labels, value }) => `${value} payments were refused in ${labels.env} within five minutes.`,
 *       runbook: 'shop/payments-refused',
 *       fires: { given: [writes(apiLogs, quantity(11, 'lines'), refused)], alerts: [{ labels: { env: 'production' }, description: '11 payments were refused in production within five minutes.' }] },
 *       silent: { given: [writes(apiLogs, quantity(10, 'lines'), refused)] },
 *     })
 *
 * @throws BelfryError when the name, the summary or a label is unusable
 */
export function logAlert<const Name extends string, U extends Unit, L extends string>(name: Name, options: LogAlertOptions<U, L>): LogAlert<Name, L> {
  const { node } = options.when;
  const shape = inferLogql(node);
  const labels: Record<string, string> = {};
  for (const label of labelsOf(node).known.keys()) labels[label] = labelTemplate(label);
  const value = valueTemplate(shape.kind === 'lines' ? undefined : shape.unit);
  const { fires, silent } = options;
  const made = new LogAlert<Name, L>(name, {
    ...options,
    when: node,
    description: options.description({ labels: templatesFor<L>(name, labels), value }),
    fires: asList(fires),
    silent: asList(silent),
  });
  refuse(announcementProblems(made));
  return made;
}

function labelsOf(query: MetricNode): LabelSet {
  const shape = inferLogql(query);
  return shape.kind === 'scalar' ? noLabels : shape.labels;
}

/** Alerts on logs that are evaluated together. */
export interface LogRuleGroup {
  readonly name: string;
  /** @default the evaluation interval of the ruler, one minute */
  readonly interval?: Duration;
  readonly alerts: readonly LogAlert[];
}

/** Declares a group of alerts on logs. */
export function logGroup(name: string, options: { readonly interval?: Duration; readonly alerts: readonly LogAlert[] }): LogRuleGroup {
  return Object.freeze({ name, ...options, alerts: Object.freeze([...options.alerts]) });
}

export function logAlertsOf(groups: readonly LogRuleGroup[]): readonly LogAlert[] {
  return groups.flatMap(({ alerts }) => alerts);
}
