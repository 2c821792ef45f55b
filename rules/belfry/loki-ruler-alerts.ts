import { minutes } from '../../lib/core/duration';
import { fraction, percent, perSecond, quantity } from '../../lib/core/quantity';
import { lokiAlertErrors, lokiAlertsSent, lokiRuleFailures, lokiRulesLoaded } from '../../lib/metric/exporters/loki';
import { min, sum } from '../../lib/promql/aggregate';
import { increase, rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import { lokiDashboard } from './dashboards';
import { lokiPod } from './scenes';
import { team } from './team';

/** The way of an alert on logs: from its rule to an Alertmanager. A stack without such alerts has none of these series. */
const common = { team, dashboard: lokiDashboard, labels: { service: 'loki' } } as const;

/** How Loki calls the only tenant. */
const tenant = { ...lokiPod, user: 'fake' } as const;

const group = { ...tenant, rule_group: 'shop.yaml;shop-logs' } as const;

const failures = (perFiveMinutes: number): InputSeries => grows(lokiRuleFailures, group, perSecond(perFiveMinutes / 300, 'evaluations'));

export const lokiRulesFail = alert('LokiRulesFail', {
  ...common,
  when: sum(increase(lokiRuleFailures, minutes(5))).by('pod', 'rule_group').above(quantity(0, 'evaluations')),
  for: minutes(15),
  severity: 'high',
  kind: 'symptom',
  summary: 'A rule on logs cannot be evaluated: its alert cannot fire.',
  description: ({ labels, value }) => `${value} evaluations of the group ${labels.rule_group} failed on ${labels.pod} within five minutes.`,
  runbook: 'belfry/loki-rules-fail',
  fires: {
    name: 'at five failures in five minutes',
    given: [failures(5)],
    notYetAt: minutes(14),
    at: minutes(21),
    alerts: [{ labels: { pod: group.pod, rule_group: group.rule_group }, description: `5 evaluations of the group shop.yaml;shop-logs failed on ${group.pod} within five minutes.` }],
  },
  silent: [
    { name: 'without a failure', given: [failures(0)], at: [minutes(21), minutes(60)] },
    { name: 'when it failed for five minutes', given: [grows(lokiRuleFailures, group, { rate: perSecond(0.1, 'evaluations'), lasts: minutes(5) }, { rate: perSecond(0, 'evaluations') })], at: [minutes(14), minutes(20)] },
  ],
});

const loaded = (value: 0 | 1): InputSeries => holds(lokiRulesLoaded, tenant, fraction(value));

export const lokiRulesRefused = alert('LokiRulesRefused', {
  ...common,
  when: min(lokiRulesLoaded).by('pod').equals(fraction(0)),
  for: minutes(10),
  severity: 'high',
  kind: 'symptom',
  summary: 'Loki refuses its rules and goes on with those that it had.',
  description: ({ labels }) => `${labels.pod} could not load the rules that were given to it last.`,
  runbook: 'belfry/loki-rules-refused',
  fires: { name: 'when the last load failed', given: [loaded(0)], notYetAt: minutes(9), at: minutes(11), alerts: [{ labels: { pod: tenant.pod }, description: `${tenant.pod} could not load the rules that were given to it last.` }] },
  silent: { name: 'when it succeeded', given: [loaded(1)], at: [minutes(11), minutes(60)] },
});

const errorShare = ratio(sum(rate(lokiAlertErrors, minutes(5))).by('pod', 'alertmanager'), sum(rate(lokiAlertsSent, minutes(5))).by('pod', 'alertmanager'));

const address = (index: number): string => `http://alertmanager-${String(index)}.alertmanager-pods.monitoring.svc:9093/api/v2/alerts`;

/** A hundred alerts per second to one Alertmanager, of which so many fail. */
const sending = (index: number, failing: number): readonly InputSeries[] => [
  grows(lokiAlertsSent, { ...tenant, alertmanager: address(index) }, perSecond(100, 'alerts')),
  grows(lokiAlertErrors, { ...tenant, alertmanager: address(index) }, perSecond(failing, 'alerts')),
];

export const lokiAlertsUndeliverable = alert('LokiAlertsUndeliverable', {
  ...common,
  when: min(errorShare).by('pod').above(percent(3)),
  for: minutes(10),
  severity: 'high',
  kind: 'symptom',
  summary: 'Loki cannot send its alerts to any Alertmanager.',
  description: ({ labels, value }) => `Of the alerts that ${labels.pod} sends, ${value} fail, whichever Alertmanager it tries.`,
  runbook: 'belfry/loki-alerts-undeliverable',
  fires: { name: 'at 4 % and 50 % errors', given: [...sending(1, 4), ...sending(2, 50)], notYetAt: minutes(9), at: minutes(16), alerts: [{ labels: { pod: tenant.pod }, description: `Of the alerts that ${tenant.pod} sends, 4% fail, whichever Alertmanager it tries.` }] },
  silent: { name: 'while one Alertmanager takes all but 2 %', given: [...sending(1, 2), ...sending(2, 100)], at: [minutes(16), minutes(60)] },
});

export const lokiRulerAlerts: readonly Alert[] = [lokiRulesFail, lokiRulesRefused, lokiAlertsUndeliverable];
