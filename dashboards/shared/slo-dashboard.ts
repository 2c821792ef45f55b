import { days, hours, minutes } from '../../lib/core/duration';
import { fraction, percent } from '../../lib/core/quantity';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks } from '../../lib/dashboard/firing-alerts';
import type { DashboardAddress } from '../../lib/dashboard/link';
import { toDashboard } from '../../lib/dashboard/link';
import type { Dashboard } from '../../lib/dashboard/model';
import { column } from '../../lib/dashboard/panel/column';
import { barGauge, stat } from '../../lib/dashboard/panel/single-value';
import { stateTimeline } from '../../lib/dashboard/panel/state-timeline';
import { table } from '../../lib/dashboard/panel/table';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { highIsBad, lowIsBad } from '../../lib/dashboard/threshold';
import { labelVariable } from '../../lib/dashboard/variable';
import { max, min } from '../../lib/promql/aggregate';
import { recordedBy } from '../../lib/rule/slo/recorded';
import type { Slo } from '../../lib/rule/slo/slo';

/** What differs between the promises of two systems. */
export interface SloDashboardOptions {
  readonly address: DashboardAddress;
  readonly folder: string;
  /** Who promises: `CanvasCast`. */
  readonly who: string;
  readonly tag: string;
  readonly team: string;
  readonly slos: readonly Slo[];
  /** Where a reader goes on to. */
  readonly links: readonly DashboardAddress[];
}

/** Green while there is enough for a bad day, red when nothing is left. */
const budgetLimits = lowIsBad({ warning: percent(25), critical: percent(0) });

/** Twice as fast as evenly is no page yet, and no accident either. */
const burnLimits = highIsBad({ notice: fraction(1), warning: fraction(6) });

/** Every promise of a system with its error budget: what is left, how fast it goes, whether a deploy is allowed. */
export function sloDashboardOf({ address, folder, who, tag, team, slos, links }: SloDashboardOptions): Dashboard {
  const { objective, remaining, currentBurn, periodBurn, exhaustion, deploysAllowed, errorRatio } = recordedBy(slos);
  const slo = labelVariable(objective, 'slo', { title: 'Objective' });
  return dashboard(address.uid, {
    title: address.title,
    folder,
    description: `For whoever decides about risk: what ${who} promises, what is left of each error budget, and whether a deploy is allowed.`,
    tags: [tag],
    range: days(7),
    variables: [slo],
    annotations: [firingAlertMarks({ team })],
    links: links.map((to) => toDashboard(to)),
    rows: [
      row('Is a promise in danger, which, since when', [
        stat('Least budget left', {
          description: 'What is left of the error budget that is spent most, of the whole period. Below zero the promise is broken.',
          queries: [query(min(remaining))],
          thresholds: budgetLimits,
          whenEmpty: 'no events',
        }),
        stat('Fastest burn', {
          description: 'How many times faster than evenly a budget is spent right now. One is what the promise allows.',
          queries: [query(max(currentBurn))],
          thresholds: burnLimits,
          display: 'none',
          whenEmpty: 'no events',
        }),
        stat('First budget to end', {
          description: 'When a budget is spent, if it goes on as now.',
          queries: [query(min(exhaustion))],
          thresholds: lowIsBad({ warning: days(3), critical: hours(6) }),
          whenEmpty: 'nothing burns',
        }),
        barGauge('Budget left', {
          description: 'What is left of each error budget.',
          queries: [query(min(remaining).by('slo'), ({ labels }) => labels.slo).narrowedBy(slo)],
          thresholds: budgetLimits,
          whenEmpty: 'no events',
        }),
        stateTimeline('Deploys', {
          description: 'Whether a deploy was allowed: while there is budget left and it does not burn as fast as the fastest page. The same answer as belfry slo status.',
          queries: [query(min(deploysAllowed).by('slo'), ({ labels }) => labels.slo).narrowedBy(slo)],
          states: [
            { value: 1, text: 'allowed', tone: 'good' },
            { value: 0, text: 'not allowed', tone: 'bad' },
          ],
        }),
      ]),
      row('Where did the budget go', [
        timeSeries('Course of the budgets', {
          description: 'A step down is an incident, a slope a steady loss. It recovers as bad days leave the period.',
          queries: [query(min(remaining).by('slo'), ({ labels }) => labels.slo).narrowedBy(slo)],
          thresholds: budgetLimits,
        }),
        timeSeries('Burn', {
          description: 'How many times faster than evenly each budget is spent. The alarms of an hour and of six begin at 14.4 and 6, that of three days at 1.',
          queries: [query(max(currentBurn).by('slo'), ({ labels }) => labels.slo).narrowedBy(slo)],
          thresholds: burnLimits,
          display: 'none',
        }),
        timeSeries('Share of bad events, five minutes', {
          description: 'What the short window of the fastest alarm sees.',
          queries: [query(max(errorRatio(minutes(5))).by('slo'), ({ labels }) => labels.slo).narrowedBy(slo)],
        }),
        timeSeries('Share of bad events, six hours', {
          description: 'What the slower page sees: short incidents are spread over it.',
          queries: [query(max(errorRatio(hours(6))).by('slo'), ({ labels }) => labels.slo).narrowedBy(slo)],
        }),
      ]),
      row('The promises', [
        table('Promises and budgets', {
          description: 'What is promised, how much of the budget the period has used, and what is left.',
          columns: [
            column('Promised', max(objective).by('slo', 'service')),
            column('Budget used', max(periodBurn).by('slo', 'service')),
            column('Budget left', min(remaining).by('slo', 'service'), { thresholds: budgetLimits }),
          ],
          sortBy: 'Budget used',
        }),
      ]),
    ],
  });
}
