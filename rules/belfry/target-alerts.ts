import { minutes, seconds } from '../../lib/core/duration';
import { fraction, percent } from '../../lib/core/quantity';
import { everyTarget } from '../../lib/metric/exporters/scrape';
import { count, min } from '../../lib/promql/aggregate';
import { instant, minOverTime, ratio } from '../../lib/promql/functions';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { holds } from '../../lib/rule/scenario/input';
import { targetsDashboard } from './dashboards';
import { team } from './team';

/** Targets of one job, of which so many do not answer. */
function targets(job: string, down: number, all = 10): readonly InputSeries[] {
  return Array.from({ length: all }, (_, index) => holds(everyTarget.up, { job, instance: `10.0.0.${String(index)}:80` }, fraction(index < down ? 0 : 1)));
}

export const targetDown = alert('TargetDown', {
  team,
  dashboard: targetsDashboard,
  labels: { service: 'scraping' },
  when: ratio(count(instant(everyTarget.up).equals(fraction(0))).by('job'), count(everyTarget.up).by('job')).above(percent(10)),
  for: minutes(10),
  severity: 'warning',
  kind: 'meta',
  summary: 'Prometheus cannot scrape more than one target in ten of a job.',
  description: ({ labels, value }) => `${value} of the targets of the job ${labels.job} do not answer.`,
  runbook: 'belfry/target-down',
  fires: [
    {
      name: 'for the job of which two targets in ten are down, and for no other',
      given: [...targets('shop-api', 2), ...targets('shop-web', 0)],
      notYetAt: minutes(9),
      at: minutes(11),
      alerts: [{ labels: { job: 'shop-api' }, description: '20% of the targets of the job shop-api do not answer.' }],
    },
    { name: 'for two targets in nineteen', given: targets('shop-api', 2, 19), at: minutes(11), alerts: [{ labels: { job: 'shop-api' }, description: '10.53% of the targets of the job shop-api do not answer.' }] },
  ],
  silent: { name: 'while one target in ten is down', given: targets('shop-api', 1), at: [minutes(11), minutes(60)] },
});

const scrape = (time: number): InputSeries => holds(everyTarget.scrapeDuration, { job: 'shop-api', instance: '10.0.0.1:80' }, seconds(time));

/** Nine tenths of the ten seconds after which Prometheus gives a scrape up, unless a job says otherwise. */
const nearlyTimedOut = seconds(9);

export const targetScrapeSlow = alert('TargetScrapeSlow', {
  team,
  dashboard: targetsDashboard,
  labels: { service: 'scraping' },
  when: min(minOverTime(everyTarget.scrapeDuration, minutes(10))).by('job', 'instance').above(nearlyTimedOut),
  for: minutes(5),
  severity: 'warning',
  kind: 'cause',
  summary: 'A target takes almost as long to answer as Prometheus waits.',
  description: ({ labels, value }) => `Every scrape of ${labels.instance} (job ${labels.job}) took at least ${value} within ten minutes.`,
  runbook: 'belfry/target-scrape-slow',
  fires: {
    name: 'when every scrape takes 9.5 seconds',
    given: [scrape(9.5)],
    notYetAt: minutes(4),
    at: minutes(16),
    alerts: [{ labels: { job: 'shop-api', instance: '10.0.0.1:80' }, description: 'Every scrape of 10.0.0.1:80 (job shop-api) took at least 9.5s within ten minutes.' }],
  },
  silent: [
    { name: 'when scrapes take 8.9 seconds', given: [scrape(8.9)], at: [minutes(16), minutes(60)] },
    {
      name: 'when one scrape in ten minutes is quick',
      given: [holds(everyTarget.scrapeDuration, { job: 'shop-api', instance: '10.0.0.1:80' }, { value: seconds(9.5), lasts: minutes(15) }, { value: seconds(1), lasts: minutes(1) }, { value: seconds(9.5) })],
      at: minutes(22),
    },
  ],
});

export const targetAlerts: readonly Alert[] = [targetDown, targetScrapeSlow];
