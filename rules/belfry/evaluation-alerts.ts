import { minutes, seconds } from '../../lib/core/duration';
import { percent, perSecond, quantity } from '../../lib/core/quantity';
import { ruleEvaluationFailures, ruleGroupInterval, ruleGroupIterationsMissed, ruleGroupLastDuration } from '../../lib/metric/exporters/prometheus';
import { max, sum } from '../../lib/promql/aggregate';
import { increase, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import { rulesDashboard } from './dashboards';
import { prometheusPod } from './scenes';
import { team } from './team';

/** The way of an alert begins with a rule that is evaluated. */
const common = { team, dashboard: rulesDashboard, labels: { service: 'prometheus' } } as const;

const group = { ...prometheusPod, rule_group: 'shop.yaml;shop-api' } as const;
const fired = { pod: group.pod, rule_group: group.rule_group } as const;

const failures = (perFiveMinutes: number): InputSeries => grows(ruleEvaluationFailures, group, perSecond(perFiveMinutes / 300, 'evaluations'));

export const prometheusRuleFailures = alert('PrometheusRuleFailures', {
  ...common,
  when: sum(increase(ruleEvaluationFailures, minutes(5))).by('pod', 'rule_group').above(quantity(0, 'evaluations')),
  for: minutes(15),
  severity: 'critical',
  kind: 'symptom',
  summary: 'A rule cannot be evaluated: its alert cannot fire.',
  description: ({ labels, value }) => `${value} evaluations of the group ${labels.rule_group} failed on ${labels.pod} within five minutes.`,
  runbook: 'belfry/prometheus-rule-failures',
  fires: { name: 'at six failures in five minutes', given: [failures(6)], notYetAt: minutes(14), at: minutes(21), alerts: [{ labels: fired, description: '6 evaluations of the group shop.yaml;shop-api failed on prometheus-0 within five minutes.' }] },
  silent: [
    { name: 'without a failure', given: [failures(0)], at: [minutes(21), minutes(60)] },
    {
      name: 'when it failed for five minutes',
      given: [grows(ruleEvaluationFailures, group, { rate: perSecond(0.1, 'evaluations'), lasts: minutes(5) }, { rate: perSecond(0, 'evaluations') })],
      at: [minutes(14), minutes(20)],
    },
  ],
});

const missed = (perFiveMinutes: number): InputSeries => grows(ruleGroupIterationsMissed, group, perSecond(perFiveMinutes / 300, 'iterations'));

export const prometheusRuleEvaluationsMissed = alert('PrometheusRuleEvaluationsMissed', {
  ...common,
  when: sum(increase(ruleGroupIterationsMissed, minutes(5))).by('pod', 'rule_group').above(quantity(0, 'iterations')),
  for: minutes(15),
  severity: 'high',
  kind: 'symptom',
  summary: 'A group of rules takes longer than its interval: alerts come late.',
  description: ({ labels, value }) => `${labels.pod} left out ${value} evaluations of the group ${labels.rule_group} within five minutes.`,
  runbook: 'belfry/prometheus-rule-evaluations-missed',
  fires: { name: 'at three in five minutes', given: [missed(3)], notYetAt: minutes(14), at: minutes(21), alerts: [{ labels: fired, description: 'prometheus-0 left out 3 evaluations of the group shop.yaml;shop-api within five minutes.' }] },
  silent: { name: 'when none is left out', given: [missed(0)], at: [minutes(21), minutes(60)] },
});

const evaluationTakes = (time: number): readonly InputSeries[] => [holds(ruleGroupLastDuration, group, seconds(time)), holds(ruleGroupInterval, group, seconds(30))];

export const prometheusRuleEvaluationSlow = alert('PrometheusRuleEvaluationSlow', {
  ...common,
  when: ratio(max(ruleGroupLastDuration).by('pod', 'rule_group'), max(ruleGroupInterval).by('pod', 'rule_group')).above(percent(80)),
  for: minutes(15),
  severity: 'warning',
  kind: 'capacity',
  summary: 'A group of rules needs almost its whole interval.',
  description: ({ labels, value }) => `An evaluation of the group ${labels.rule_group} takes ${value} of its interval on ${labels.pod}.`,
  runbook: 'belfry/prometheus-rule-evaluation-slow',
  fires: { name: 'at 24.3 of 30 seconds', given: evaluationTakes(24.3), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: fired, description: 'An evaluation of the group shop.yaml;shop-api takes 81% of its interval on prometheus-0.' }] },
  silent: { name: 'at 23.7 of 30 seconds', given: evaluationTakes(23.7), at: [minutes(16), minutes(60)] },
});

export const evaluationAlerts: readonly Alert[] = [prometheusRuleFailures, prometheusRuleEvaluationsMissed, prometheusRuleEvaluationSlow];
