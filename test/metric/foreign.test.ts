import { describe, expect, test } from '@jest/globals';
import { foreignCatalog } from '../../lib/metric/exporters/foreign';
import type { MetricDeclaration } from '../../lib/metric/declaration';

function declarations(name: string, targetLabels: readonly string[] = []): ReadonlyMap<string, MetricDeclaration> {
  return new Map(foreignCatalog({ name, job: 'mine', targetLabels }).metrics.map(({ declaration }) => [declaration.name, declaration]));
}

describe('the catalog of an exporter for rules of others', () => {
  test('has what the program answered and nobody declared, with its type, its labels and the unit that its name says', () => {
    const metrics = declarations('postgres');
    expect(metrics.get('pg_stat_database_deadlocks')).toMatchObject({ type: 'counter', unit: '', jobs: ['mine'], labels: { datid: { expected: 10 }, datname: { expected: 10 } } });
    expect(metrics.get('pg_wal_size_bytes')).toMatchObject({ type: 'gauge', unit: 'bytes', labels: {} });
    expect(metrics.get('pg_process_idle_seconds')).toMatchObject({ type: 'histogram', unit: 'seconds', buckets: [1, 2, 5, 15, 30, 60, 90, 120, 300] });
    expect(metrics.get('pg_postmaster_start_time_seconds')).toMatchObject({ unit: 'timestamp' });
    expect(metrics.get('postgres_exporter_build_info')).toMatchObject({ type: 'info' });
    expect(metrics.get('pg_static')).toMatchObject({ type: 'gauge' });
  });

  test('keeps what a declaration knows beyond the scrape', () => {
    const dns = declarations('coredns');
    expect(dns.get('coredns_dns_requests_total')).toMatchObject({ unit: 'requests', createdOnFirstEvent: true, labels: { proto: ['tcp', 'udp'], view: { expected: 10 } } });
    expect(declarations('postgres').get('pg_up')).toMatchObject({ unit: 'ratio', direction: 'lowIsBad', range: { min: 0, max: 1 } });
  });

  test("has the labels that the user's own scrape adds, and none of those that the stack's adds", () => {
    expect(Object.keys(declarations('coredns').get('coredns_panics_total')?.labels ?? {})).toEqual([]);
    expect(Object.keys(declarations('coredns', ['cluster']).get('coredns_panics_total')?.labels ?? {})).toEqual(['cluster']);
  });

  test('leaves out what had no series, because nobody has seen its labels', () => {
    const objects = declarations('kube-state-metrics');
    expect(objects.has('kube_pod_labels')).toBe(false);
    expect(objects.has('kube_pod_info')).toBe(true);
  });

  test('says how its metrics are known', () => {
    const options = { job: 'mine', targetLabels: [] };
    expect(foreignCatalog({ name: 'postgres', ...options }).provenance).toMatch(/^postgres: everything that postgres \d+\.\d+\.\d+ answered$/);
    expect(foreignCatalog({ name: 'process-exporter', ...options }).provenance).toBe('process-exporter: declared from documentation, https://github.com/ncabatoff/process-exporter/blob/master/collector/process_collector.go');
  });

  test('has what a program did not show, from documentation, and says so', () => {
    expect(declarations('kubelet').get('kubelet_image_pull_duration_seconds')).toMatchObject({ type: 'histogram', unit: 'seconds' });
    expect(foreignCatalog({ name: 'kubelet', job: 'mine', targetLabels: [] }).provenance).toMatch(/answered; from documentation, https:\/\/[^ ]+: .*kubelet_image_pull_duration_seconds$/);
  });

  test('of an exporter that is unknown names the one that was meant', () => {
    expect(() => declarations('postgress')).toThrow("did you mean 'postgres'?");
    expect(() => declarations('mysql')).toThrow(/there is no catalog of 'mysql'[^]*name one of alertmanager, blackbox/);
  });
});
