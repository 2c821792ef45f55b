import { queriesOf } from '../../dashboard/panel/panel';
import { matcherTest } from '../../metric/series';
import type { SelectorNode } from '../../promql/node';
import { selectors } from '../../promql/node';
import type { PanelCheck } from './panel-check';

export const unscrapedJob: PanelCheck = {
  id: 'dashboard/unscraped-job',
  severity: 'error',
  title: 'a panel over a job that nobody scrapes',
  why: 'what is exported but never scraped does not reach the panel, which stays empty',
  find({ panel, catalog, scrapedJobs }) {
    return queriesOf(panel).flatMap(({ expression }) =>
      selectors(expression).flatMap((selector) => {
        const jobs = exportingJobs(selector, catalog.find(selector.name ?? '').flatMap((declaration) => declaration.jobs));
        if (jobs.length === 0 || jobs.some((job) => scrapedJobs.has(job))) return [];
        return [{ message: `${selector.name ?? 'it'} comes from ${jobs.join(', ')}, which Prometheus does not scrape`, fix: `add a scrape configuration for ${jobs.join(' or ')}, or drop the panel` }];
      }),
    );
  },
};

/** The jobs that export the metric and that the selector lets through. */
function exportingJobs({ matchers }: SelectorNode, jobs: readonly string[]): readonly string[] {
  const tests = matchers.filter(({ label }) => label === 'job').map(matcherTest);
  return [...new Set(jobs)].filter((job) => tests.every((test) => test(job)));
}
