import { describe, expect, test } from '@jest/globals';
import { readScraped, type ScrapedMetric } from '../../../lib/metric/exporters/scraped';
import { comparedWithCatalog } from '../../../tools/proof/node-catalogs';

const kubelet = readScraped('kubelet').metrics;

/** The catalog with one metric changed, or left out. */
function but(name: string, change: (metric: ScrapedMetric) => ScrapedMetric | undefined): readonly ScrapedMetric[] {
  expect(kubelet.map((metric) => metric.name)).toContain(name);
  return kubelet.flatMap((metric) => (metric.name === name ? (change(metric) ?? []) : metric));
}

describe('what kubelets answer', () => {
  test('agrees with the catalog that was taken of it', () => {
    expect(comparedWithCatalog('kubelet', kubelet)).toEqual({ complaints: [], figure: `kubelet: ${kubelet.length} of ${kubelet.length} metrics alike, 0 more` });
    expect(comparedWithCatalog('cadvisor', readScraped('cadvisor').metrics).complaints).toEqual([]);
  });

  test('has to have what is declared', () => {
    expect(comparedWithCatalog('kubelet', but('kubelet_running_pods', () => undefined)).complaints).toEqual(['kubelet_running_pods: it is not answered']);
  });

  test('may lack what counts an event that did not happen, and have more', () => {
    expect(comparedWithCatalog('kubelet', but('kubelet_runtime_operations_errors_total', () => undefined)).complaints).toEqual([]);
    expect(comparedWithCatalog('kubelet', [...kubelet, { name: 'kubelet_new', type: 'gauge', help: '', labels: [] }])).toMatchObject({ complaints: [], figure: expect.stringMatching(/, 1 more$/) });
  });

  test.each<readonly [string, Partial<ScrapedMetric>, RegExp]>([
    ['another type', { type: 'gauge' }, /type gauge instead of histogram/],
    ['other bounds', { buckets: [1, 2] }, /bounds 1,2 instead of 0\.005/],
    ['another label', { labels: ['operation'] }, /labels operation instead of/],
  ])('may not have %s', (_what, change, complaint) => {
    expect(comparedWithCatalog('kubelet', but('kubelet_pleg_relist_duration_seconds', (metric) => ({ ...metric, ...change }))).complaints.join()).toMatch(complaint);
  });
});
