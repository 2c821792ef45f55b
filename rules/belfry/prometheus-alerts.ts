import { minutes } from '../../lib/core/duration';
import { fraction, perSecond, quantity } from '../../lib/core/quantity';
import {
  bodySizeLimitExceeded, headSamplesAppended, kubernetesDiscoveryFailures, prometheusConfigReloadSuccessful, queryLimit, runningQueries, sampleLimitExceeded, samplesTooOld, targetSyncFailed,
} from '../../lib/metric/exporters/prometheus';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { avg, max, sum } from '../../lib/promql/aggregate';
import { absent, avgOverTime, increase, rate, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { grows, holds } from '../../lib/rule/scenario/input';
import { componentDown } from './component-down';
import { prometheusDashboard } from './dashboards';
import { prometheusPod } from './scenes';
import { team } from './team';

const common = { team, dashboard: prometheusDashboard, labels: { service: 'prometheus' } } as const;

const own = { pod: prometheusPod.pod } as const;

const { up } = targetMetrics('prometheus');

export const prometheusDown = componentDown('PrometheusDown', {
  job: 'prometheus',
  dashboard: prometheusDashboard,
  when: max(up).by('job').equals(fraction(0)).or(absent(up)),
  severity: 'critical',
  summary: 'No Prometheus answers: nothing is measured, and no alert but this one can be trusted.',
  runbook: 'belfry/prometheus-down',
});

const appended = (perSec: number): InputSeries => grows(headSamplesAppended, { ...prometheusPod, type: 'float' }, perSecond(perSec, 'samples'));

export const prometheusNotIngesting = alert('PrometheusNotIngesting', {
  ...common,
  when: sum(rate(headSamplesAppended, minutes(5))).by('pod').equals(perSecond(0, 'samples')),
  for: minutes(10),
  severity: 'critical',
  kind: 'symptom',
  summary: 'A Prometheus runs and stores no sample: it sees nothing.',
  description: ({ labels }) => `${labels.pod} has not stored a single sample within five minutes.`,
  runbook: 'belfry/prometheus-not-ingesting',
  fires: { name: 'when a neighbour sees the counter stand still', given: [appended(0)], notYetAt: minutes(9), at: minutes(16), alerts: [{ labels: own, description: 'prometheus-0 has not stored a single sample within five minutes.' }] },
  silent: { name: 'at one sample in ten seconds', given: [appended(0.1)], at: [minutes(16), minutes(60)] },
});

const reloaded = (value: 0 | 1): InputSeries => holds(prometheusConfigReloadSuccessful, prometheusPod, fraction(value));

export const prometheusConfigReloadFailed = alert('PrometheusConfigReloadFailed', {
  ...common,
  when: max(prometheusConfigReloadSuccessful).by('pod').equals(fraction(0)),
  for: minutes(10),
  severity: 'high',
  kind: 'meta',
  summary: 'Prometheus refuses its new configuration and goes on with the old one.',
  description: ({ labels }) => `${labels.pod} could not load its configuration or rules. It will not start again with them either.`,
  runbook: 'belfry/prometheus-config-reload-failed',
  fires: { name: 'when the last reload failed', given: [reloaded(0)], notYetAt: minutes(9), at: minutes(11), alerts: [{ labels: own, description: 'prometheus-0 could not load its configuration or rules. It will not start again with them either.' }] },
  silent: { name: 'when it succeeded', given: [reloaded(1)], at: [minutes(11), minutes(60)] },
});

const tooMuch = sum(increase(sampleLimitExceeded, minutes(15))).by('pod').plus(sum(increase(bodySizeLimitExceeded, minutes(15))).by('pod'));

const refusedScrapes = (samples: number, bodies: number): readonly InputSeries[] => [
  grows(sampleLimitExceeded, prometheusPod, perSecond(samples / 900, 'scrapes')),
  grows(bodySizeLimitExceeded, prometheusPod, perSecond(bodies / 900, 'scrapes')),
];

export const prometheusScrapesRejected = alert('PrometheusScrapesRejected', {
  ...common,
  when: tooMuch.above(quantity(0, 'scrapes')),
  for: minutes(15),
  severity: 'high',
  kind: 'symptom',
  summary: 'A target sends more than its limit, and Prometheus throws the whole scrape away.',
  description: ({ labels, value }) => `${labels.pod} rejected ${value} scrapes within 15 minutes because they brought too many samples or bytes.`,
  runbook: 'belfry/prometheus-scrapes-rejected',
  fires: [
    { name: 'for too many samples', given: refusedScrapes(3, 0), notYetAt: minutes(14), at: minutes(31), alerts: [{ labels: own, description: 'prometheus-0 rejected 3 scrapes within 15 minutes because they brought too many samples or bytes.' }] },
    { name: 'for too many bytes', given: refusedScrapes(0, 6), notYetAt: minutes(14), at: minutes(31), alerts: [{ labels: own, description: 'prometheus-0 rejected 6 scrapes within 15 minutes because they brought too many samples or bytes.' }] },
  ],
  silent: { name: 'when no scrape is rejected', given: refusedScrapes(0, 0), at: [minutes(31), minutes(60)] },
});

const lateSamples = (perQuarter: number): InputSeries => grows(samplesTooOld, { ...prometheusPod, type: 'float' }, perSecond(perQuarter / 900, 'samples'));

export const prometheusSamplesTooOld = alert('PrometheusSamplesTooOld', {
  ...common,
  when: sum(increase(samplesTooOld, minutes(15))).by('pod').above(quantity(0, 'samples')),
  for: minutes(15),
  severity: 'warning',
  kind: 'symptom',
  summary: 'Samples arrive later than Prometheus takes them, and are lost.',
  description: ({ labels, value }) => `${labels.pod} threw ${value} samples away within 15 minutes because they were too old.`,
  runbook: 'belfry/prometheus-samples-too-old',
  fires: { name: 'at nine samples in a quarter of an hour', given: [lateSamples(9)], notYetAt: minutes(14), at: minutes(31), alerts: [{ labels: own, description: 'prometheus-0 threw 9 samples away within 15 minutes because they were too old.' }] },
  silent: { name: 'without a late sample', given: [lateSamples(0)], at: [minutes(31), minutes(60)] },
});

const failedSyncs = (perHalfHour: number): InputSeries => grows(targetSyncFailed, { ...prometheusPod, scrape_job: 'shop-api' }, perSecond(perHalfHour / 1800, 'syncs'));

export const prometheusTargetSyncFailed = alert('PrometheusTargetSyncFailed', {
  ...common,
  when: sum(increase(targetSyncFailed, minutes(30))).by('pod', 'scrape_job').above(quantity(0, 'syncs')),
  for: minutes(5),
  severity: 'high',
  kind: 'symptom',
  summary: 'Prometheus cannot make targets of what discovery found, and does not scrape them.',
  description: ({ labels }) => `${labels.pod} failed to build the targets of the job ${labels.scrape_job} within the last half hour.`,
  runbook: 'belfry/prometheus-target-sync-failed',
  fires: { name: 'at two failures in half an hour', given: [failedSyncs(2)], notYetAt: minutes(5), at: minutes(31), alerts: [{ labels: { ...own, scrape_job: 'shop-api' }, description: 'prometheus-0 failed to build the targets of the job shop-api within the last half hour.' }] },
  silent: { name: 'without a failure', given: [failedSyncs(0)], at: [minutes(31), minutes(60)] },
});

const discoveryErrors = (perTenMinutes: number): InputSeries => grows(kubernetesDiscoveryFailures, prometheusPod, perSecond(perTenMinutes / 600, 'requests'));

export const prometheusDiscoveryFailing = alert('PrometheusDiscoveryFailing', {
  ...common,
  when: sum(increase(kubernetesDiscoveryFailures, minutes(10))).by('pod').above(quantity(3, 'requests')),
  for: minutes(20),
  severity: 'warning',
  kind: 'cause',
  summary: 'Prometheus cannot ask Kubernetes for its targets, and works with an old list.',
  description: ({ labels, value }) => `${value} requests of ${labels.pod} to the Kubernetes API failed within ten minutes.`,
  runbook: 'belfry/prometheus-discovery-failing',
  fires: { name: 'at four failures in ten minutes', given: [discoveryErrors(4)], notYetAt: minutes(19), at: minutes(31), alerts: [{ labels: own, description: '4 requests of prometheus-0 to the Kubernetes API failed within ten minutes.' }] },
  silent: { name: 'at two failures in ten minutes, which a restart of the API server makes', given: [discoveryErrors(2)], at: [minutes(31), minutes(60)] },
});

const queries = (running: number): readonly InputSeries[] => [holds(runningQueries, prometheusPod, quantity(running, 'queries')), holds(queryLimit, prometheusPod, quantity(20, 'queries'))];

export const prometheusQueriesSaturated = alert('PrometheusQueriesSaturated', {
  ...common,
  when: ratio(avg(avgOverTime(runningQueries, minutes(5))).by('pod'), avg(queryLimit).by('pod')).above(fraction(0.8)),
  for: minutes(15),
  severity: 'warning',
  kind: 'capacity',
  summary: 'Prometheus is about to let queries wait: dashboards and rules become slow.',
  description: ({ labels, value }) => `${labels.pod} uses ${value} of the queries that it may run at once.`,
  runbook: 'belfry/prometheus-queries-saturated',
  fires: { name: 'at 17 of 20 queries', given: queries(17), notYetAt: minutes(14), at: minutes(16), alerts: [{ labels: own, description: 'prometheus-0 uses 85% of the queries that it may run at once.' }] },
  silent: { name: 'at 16 of 20 queries', given: queries(16), at: [minutes(16), minutes(60)] },
});

export const prometheusAlerts: readonly Alert[] = [
  prometheusDown,
  prometheusNotIngesting,
  prometheusConfigReloadFailed,
  prometheusScrapesRejected,
  prometheusSamplesTooOld,
  prometheusTargetSyncFailed,
  prometheusDiscoveryFailing,
  prometheusQueriesSaturated,
];
