import { minutes } from '../../lib/core/duration';
import { limitOf } from '../../lib/dashboard/alert-limit';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { gauge, stat } from '../../lib/dashboard/panel/single-value';
import { table } from '../../lib/dashboard/panel/table';
import { column } from '../../lib/dashboard/panel/column';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad } from '../../lib/dashboard/threshold';
import { ruleEvaluationFailures, ruleEvaluations, ruleGroupInterval, ruleGroupIterationsMissed, ruleGroupLastDuration } from '../../lib/metric/exporters/prometheus';
import { max, sum, topk } from '../../lib/promql/aggregate';
import { increase, rate, ratio } from '../../lib/promql/functions';
import { prometheusRuleEvaluationSlow, prometheusRuleEvaluationsMissed, prometheusRuleFailures } from '../../rules/belfry/evaluation-alerts';
import { team } from '../../rules/belfry/team';
import { deliveryAddress, folder, prometheusAddress, rulesAddress } from './addresses';
import { firingAlertsOf, isItBroken, sinceWhen } from './first-row';

const window = minutes(5);

const failures = sum(increase(ruleEvaluationFailures, window));

const missed = sum(increase(ruleGroupIterationsMissed, window));

const ofInterval = ratio(max(ruleGroupLastDuration).by('pod', 'rule_group'), max(ruleGroupInterval).by('pod', 'rule_group'));

const failureLimit = highIsBad({ critical: limitOf(prometheusRuleFailures, 'evaluations') });

const missedLimit = highIsBad({ critical: limitOf(prometheusRuleEvaluationsMissed, 'iterations') });

const slowLimit = highIsBad({ warning: limitOf(prometheusRuleEvaluationSlow, 'ratio') });

export const rules = dashboard(rulesAddress.uid, {
  title: rulesAddress.title,
  folder,
  description: 'For whoever writes rules: whether all of them are evaluated, in time, and which group is the expensive one.',
  tags: ['belfry'],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(prometheusAddress), toDashboard(deliveryAddress)],
  rows: [
    row(isItBroken, [
      stat('Failed evaluations', {
        description: 'Within five minutes. A rule that cannot be evaluated cannot fire.',
        queries: [query(failures)],
        thresholds: failureLimit,
      }),
      stat('Evaluations left out', {
        description: 'Within five minutes: the group was still busy with the one before, and its alerts come late.',
        queries: [query(missed)],
        thresholds: missedLimit,
      }),
      gauge('Slowest group', {
        description: 'What the slowest group uses of its interval. Orange where the alert PrometheusRuleEvaluationSlow begins.',
        queries: [query(max(ofInterval))],
        thresholds: slowLimit,
      }),
      firingAlertsOf('prometheus'),
      sinceWhen('prometheus'),
    ]),
    row('Which group', [
      timeSeries('Failed evaluations by group', {
        description: 'The ten groups that fail most within five minutes.',
        queries: [query(topk(10, failures.by('rule_group')), ({ labels }) => labels.rule_group)],
        thresholds: failureLimit,
      }),
      timeSeries('Evaluations left out by group', {
        description: 'The ten groups that leave out most within five minutes.',
        queries: [query(topk(10, missed.by('rule_group')), ({ labels }) => labels.rule_group)],
        thresholds: missedLimit,
      }),
      timeSeries('Use of the interval', {
        description: 'The ten groups that need most of their interval.',
        queries: [query(topk(10, max(ofInterval).by('rule_group')), ({ labels }) => labels.rule_group)],
        thresholds: slowLimit,
      }),
      timeSeries('Evaluations', { description: 'Rules that are evaluated per second, by replica.', queries: [query(sum(rate(ruleEvaluations, window)).by('pod'), ({ labels }) => labels.pod)] }),
      table('Groups by cost', {
        description: 'How long the last evaluation of each group took, and how often the group is evaluated.',
        columns: [column('Last evaluation', max(ruleGroupLastDuration).by('rule_group')), column('Interval', max(ruleGroupInterval).by('rule_group'))],
        size: { width: 24, height: 10 },
      }),
    ]),
  ],
});
