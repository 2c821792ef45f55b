import { describe, expect, it } from '@jest/globals';
import { days, minutes, seconds } from '../../lib/core/duration';
import { toYaml } from '../../lib/core/yaml';
import { readCatalog } from '../../lib/check/source/catalog-file';
import { Catalog, catalogDefaults, catalogDocument } from '../../lib/metric/catalog';
import { open } from '../../lib/metric/declaration';
import { counter, gauge } from '../../lib/metric/metric';
import * as metrics from '../promql/metrics';
import { problemsOf } from './problems-of';

const everything = new Catalog(Object.values(metrics));
const common = { help: 'Requests.', unit: 'requests' } as const;

describe('a catalog', () => {
  it('finds a metric by its name, and a family by the names of its series', () => {
    const find = (name: string): readonly string[] => everything.find(name).map((declaration) => declaration.name);
    expect(find('http_requests_total')).toEqual(['http_requests_total']);
    for (const suffix of ['', '_bucket', '_count', '_sum']) expect(find(`http_request_duration_seconds${suffix}`)).toEqual(['http_request_duration_seconds']);
    for (const suffix of ['', '_count', '_sum']) expect(find(`pack_duration_seconds${suffix}`)).toEqual(['pack_duration_seconds']);
  });

  it('finds nothing by the name of a series that its type does not have', () => {
    expect(everything.find('pack_duration_seconds_bucket')).toEqual([]);
    expect(everything.find('http_body_bytes_count')).toEqual([]);
    expect(everything.find('queue_depth_sum')).toEqual([]);
    expect(everything.find('nobody_knows')).toEqual([]);
  });

  it('lists its metrics by name, whatever the order they came in', () => {
    const names = everything.declarations.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(new Catalog(Object.values(metrics).reverse()).declarations).toEqual(everything.declarations);
  });

  it('takes one declaration twice, and one name with two meanings in two jobs', () => {
    const here = counter('http_requests_total', { ...common, labels: {}, jobs: ['api'] });
    const there = counter('http_requests_total', { ...common, labels: { zone: ['a'] }, jobs: ['web'] });
    expect(new Catalog([here, here, there]).find('http_requests_total')).toHaveLength(2);
  });

  it('refuses two meanings in one job', () => {
    const one = counter('http_requests_total', { ...common, labels: {}, jobs: ['api', 'web'] });
    const other = counter('http_requests_total', { ...common, labels: { zone: ['a'] }, jobs: ['web'] });
    expect(problemsOf(() => new Catalog([one, other]))).toEqual(['metric/duplicate']);
    expect(() => new Catalog([one, other])).toThrow('job web exports http_requests_total with two declarations');
  });
});

describe('a catalog file', () => {
  const roundTrip = (catalog: Catalog): unknown => {
    const { installation, problems } = readCatalog(toYaml(catalogDocument(catalog)), 'catalog.yaml');
    expect(problems).toEqual([]);
    if (installation?.catalog === undefined) throw new Error('it could not be read');
    return catalogDocument(installation.catalog);
  };

  it('is read back as what was printed', () => {
    expect(roundTrip(everything)).toEqual(catalogDocument(everything));
  });

  it('keeps what is true of the installation', () => {
    const catalog = new Catalog([metrics.requests], { scrapeInterval: seconds(30), evaluationInterval: minutes(1), retention: days(90), prometheus: 2 });
    expect(catalogDocument(catalog)).toMatchObject({ defaults: { scrapeInterval: '30s', evaluationInterval: '1m', retention: '90d', prometheus: 2 } });
    expect(roundTrip(catalog)).toEqual(catalogDocument(catalog));
    expect(catalogDocument(new Catalog([]))).toEqual({ defaults: { scrapeInterval: '15s', evaluationInterval: '30s', retention: '15d', prometheus: 3 }, metrics: {} });
    expect(catalogDefaults.prometheus).toBe(3);
  });

  it('says of each metric what the declaration says', () => {
    const queue = gauge('queue_depth', { help: 'Depth.', unit: 'jobs', labels: { queue: ['a', 'b'], host: open({ expected: 3 }) }, jobs: ['worker'], range: { min: 0 }, shared: true, createdOnFirstEvent: true, direction: 'lowIsBad' });
    expect(catalogDocument(new Catalog([queue])).metrics).toEqual({
      queue_depth: { type: 'gauge', unit: 'jobs', help: 'Depth.', labels: { queue: ['a', 'b'], host: '*' }, jobs: ['worker'], range: { min: 0 }, createdOnFirstEvent: true, shared: true, lowIsBad: true },
    });
  });

  it('joins what several jobs export under one name', () => {
    const here = counter('http_requests_total', { ...common, labels: { code: ['200'], route: ['/'] }, jobs: ['api'] });
    const there = counter('http_requests_total', { ...common, labels: { code: ['200', '500'], route: open({ expected: 3 }) }, jobs: ['web'] });
    expect(catalogDocument(new Catalog([here, there])).metrics).toMatchObject({ http_requests_total: { labels: { code: ['200', '500'], route: '*' }, jobs: ['api', 'web'] } });
  });
});
