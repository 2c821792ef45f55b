import { days, hours, minutes } from '../../lib/core/duration';
import { fraction } from '../../lib/core/quantity';
import { dashboard } from '../../lib/dashboard/dashboard';
import { firingAlertMarks, firingAlertTable } from '../../lib/dashboard/firing-alerts';
import { toDashboard } from '../../lib/dashboard/link';
import { logQuery } from '../../lib/dashboard/log-query';
import { barChart } from '../../lib/dashboard/panel/bar-chart';
import { column } from '../../lib/dashboard/panel/column';
import { heatmap } from '../../lib/dashboard/panel/distribution';
import { logs } from '../../lib/dashboard/panel/logs';
import { stat } from '../../lib/dashboard/panel/single-value';
import { timeSeries } from '../../lib/dashboard/panel/time-series';
import { query } from '../../lib/dashboard/query';
import { row } from '../../lib/dashboard/row';
import { lowIsBad } from '../../lib/dashboard/threshold';
import { labelVariable, textVariable } from '../../lib/dashboard/variable';
import { max, sum } from '../../lib/promql/aggregate';
import { increase, quantile, rate, ratio } from '../../lib/promql/functions';
import { errors, jobCost, jobDuration, jobsFinished, pipelineStepDuration, workerQueueJobs } from '../../rules/canvascast/metrics';
import { team } from '../../rules/canvascast/team';
import { jobFailureLimit } from '../../rules/canvascast/worker-alerts';
import { folder, overviewAddress, pipelineAddress } from './addresses';

const step = labelVariable(pipelineStepDuration.count, 'step');

const job = textVariable('job_id', { title: 'Job' });

const judged = jobsFinished.where({ status: ['completed', 'failed'] });

const completionRatio = ratio(sum(rate(jobsFinished.where({ status: 'completed' }), hours(1))), sum(rate(judged, hours(1))));

const stepDurations = sum(rate(pipelineStepDuration.buckets, minutes(30)));

export const pipeline = dashboard(pipelineAddress.uid, {
  title: pipelineAddress.title,
  folder,
  description: 'For whoever runs the workers: whether videos come out, which step holds them up, and what they cost.',
  tags: ['canvascast'],
  range: days(1),
  variables: [step, job],
  annotations: [firingAlertMarks({ team })],
  links: [toDashboard(overviewAddress)],
  rows: [
    row('Do videos come out', [
      stat('Job completion rate', {
        description: 'Share of the jobs of the last hour that were completed, of those that came to an end by themselves.',
        queries: [query(completionRatio)],
        thresholds: lowIsBad({ critical: fraction(1 - jobFailureLimit.value) }),
        whenEmpty: 'no jobs',
      }),
      stat('Cost per job', {
        description: 'What providers charged within a day, over the jobs that ended within it.',
        queries: [query(ratio(sum(increase(jobCost, days(1))), sum(increase(jobsFinished, days(1)))), 'cost per job')],
        whenEmpty: 'no jobs',
      }),
      firingAlertTable('Firing alerts', { description: 'The alerts about the workers that fire now, the longest first. Empty is good.', team, services: ['worker'] }),
      timeSeries('Jobs that ended', {
        description: 'Jobs within an hour, by how they ended.',
        queries: [query(sum(increase(jobsFinished, hours(1))).by('status'), ({ labels }) => labels.status)],
        style: 'bars',
        stacked: true,
        step: hours(1),
      }),
      timeSeries('Jobs in the queue', {
        description: 'What the worker holds, by state. Every worker reports the same queue.',
        queries: [query(max(workerQueueJobs).by('state'), ({ labels }) => labels.state)],
      }),
    ]),
    row('Which step holds them up', [
      timeSeries('Step durations', {
        description: 'One run of a step in twenty takes longer than this.',
        queries: [query(quantile(0.95, stepDurations.by('le', 'step')), ({ labels }) => `${labels.step} p95`).narrowedBy(step)],
      }),
      heatmap('Job durations', { description: 'How long whole jobs take. The promise is 15 minutes.', of: sum(increase(jobDuration.buckets, minutes(30))).by('le') }),
      barChart('Failures by step', {
        description: 'Failed runs of a step within a day.',
        bars: [column('Failures', sum(increase(pipelineStepDuration.count.where({ status: 'error' }), days(1))).by('step'))],
      }),
      barChart('Failures by category', {
        description: 'Failed jobs within a day, by the category of their error.',
        bars: [column('Failures', sum(increase(jobsFinished.where({ status: 'failed' }), days(1))).by('error_category'))],
      }),
      timeSeries('Worker errors', {
        description: 'Errors per second that the worker noticed, by category.',
        queries: [query(sum(rate(errors.where({ service: 'worker' }), minutes(10))).by('category'), ({ labels }) => labels.category)],
        stacked: true,
      }),
    ]),
    row('What do they cost', [
      timeSeries('Cost by provider', {
        description: 'Dollars per day, by the provider that charges them.',
        queries: [query(sum(increase(jobCost, days(1))).by('provider'), ({ labels }) => labels.provider)],
        style: 'bars',
        stacked: true,
        step: days(1),
      }),
      timeSeries('Cost by step', {
        description: 'Dollars per day, by the step that spends them.',
        queries: [query(sum(increase(jobCost, days(1))).by('step'), ({ labels }) => labels.step).narrowedBy(step)],
        style: 'bars',
        stacked: true,
        step: days(1),
      }),
    ]),
    row(
      'One job',
      [
        logs('Lines of the job', {
          description: 'What API and worker wrote about the job whose id stands above, the newest first.',
          queries: [logQuery(`{service_name=~"canvascast-(api|worker)"} | json | job_id="${job.reference}"`)],
        }),
      ],
      { collapsed: true },
    ),
  ],
});
