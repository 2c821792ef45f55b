import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { exporterJob, knownExporters } from '../../../lib/component/prometheus/exporter-job';
import { BelfryError } from '../../../lib/core/problem';
import type { Data } from '../../../lib/core/yaml';
import type { MonitoringStackProps } from '../../../lib/stack/monitoring-stack';
import { expectDocumented } from '../../rule/documented';
import type { End } from '../../stack/policy-simulator';
import { componentEnds, isAllowed } from '../../stack/policy-simulator';
import { at, configFile, list, manifestsOf, plainData, sampleStack, text, words } from '../sample-stack';
import { probes, scrape } from './documented-jobs';

const manifests = manifestsOf(sampleStack({ scrape, probes }));
const config = plainData(parse(configFile(manifests, 'prometheus-config', 'prometheus.yml')));
const prometheus = componentEnds(manifests, '10.0.0.5').get('prometheus');

function job(name: string): Data {
  return list(config, 'scrape_configs').find((candidate) => text(candidate, 'job_name') === name);
}

function targets(name: string): readonly string[] {
  return list(job(name), 'static_configs').flatMap((entry) => words(entry, 'targets'));
}

function reaches(other: End, port: number): boolean {
  return prometheus !== undefined && isAllowed(manifests, prometheus, other, port);
}

test('docs/scraping.md shows jobs that compile and are accepted', () => {
  const source = readFileSync(join(__dirname, 'documented-jobs.ts'), 'utf8').split('/* shown in docs/scraping.md from here */\n')[1] ?? '';
  expectDocumented('docs/scraping.md', 'jobs', `\`\`\`ts\n${source.replaceAll(/'(?:\.\.\/)+lib\//g, "'../../lib/").trim()}\n\`\`\``);
});

describe('jobs of well-known exporters', () => {
  test('go to the usual port unless another is written', () => {
    expect(targets('orders-db')).toEqual(['db-1.example.com:9187', 'db-2.example.com:9188']);
    expect(targets('machines')).toEqual(['build-1.example.com:9100', 'build-2.example.com:9100']);
    expect(targets('edge')).toEqual(['192.0.2.10:9113']);
    expect(at(job('edge'), 'static_configs', 0, 'labels')).toEqual({ site: 'berlin' });
  });

  test('are scraped every half minute unless something else is said', () => {
    expect([text(job('orders-db'), 'scrape_interval'), text(job('machines'), 'scrape_interval')]).toEqual(['30s', '1m']);
  });

  test('of pods are let through by the network policy at that port, and at no other', () => {
    const redis = { namespace: 'shop', labels: { app: 'redis-exporter' } };
    expect([reaches(redis, 9121), reaches(redis, 6379), reaches({ namespace: 'shop', labels: { app: 'redis' } }, 9121)]).toEqual([true, false, false]);
    expect(reaches({ address: '192.0.2.10' }, 9113)).toBe(true);
    expect(reaches({ address: '192.0.2.10' }, 80)).toBe(false);
  });

  test('of RabbitMQ have series for each queue where they are asked for', () => {
    expect([text(job('queues'), 'metrics_path'), at(job('queues'), 'sample_limit')]).toEqual(['/metrics/per-object', 20_000]);
    expect(exporterJob('rabbitmq', { name: 'a', hosts: ['b'] }).path).toBeUndefined();
    expect(exporterJob('redis', { name: 'a', hosts: ['b'], eachQueue: true }).path).toBeUndefined();
  });

  test('have ports of their own', () => {
    const ports = Object.values(knownExporters).map(({ port }) => port);
    expect(new Set(ports).size).toBe(ports.length);
  });
});

describe('pods with annotations', () => {
  test('are looked for in their namespaces, which alone Prometheus may read', () => {
    expect(at(job('annotated'), 'kubernetes_sd_configs')).toEqual([{ role: 'pod', namespaces: { names: ['search', 'shop'] } }]);
    expect(manifests.filter(({ kind, name }) => kind === 'Role' && name === 'monitoring-prometheus').map(({ namespace }) => namespace)).toEqual(expect.arrayContaining(['search', 'shop']));
  });

  test('are reached at the ports that the job lists', () => {
    const anybody = { namespace: 'search', labels: { app: 'x' } };
    expect([reaches(anybody, 8080), reaches(anybody, 9464), reaches(anybody, 22), reaches({ namespace: 'other', labels: {} }, 8080)]).toEqual([true, true, false, false]);
  });

  test('may not have more labels than the job takes', () => {
    expect([at(job('annotated'), 'label_limit'), at(job('shop-api'), 'label_limit')]).toEqual([30, undefined]);
  });

  test.each<[string, MonitoringStackProps['scrape'][number], readonly string[]]>([
    ['nowhere', { name: 'a', discovery: { kind: 'annotated-pods', namespaces: [], ports: [8080] } }, ['stack/job-without-target']],
    ['at no port', { name: 'a', discovery: { kind: 'annotated-pods', namespaces: ['shop'], ports: [] } }, ['stack/job-without-target']],
    ['at what is no port', { name: 'a', discovery: { kind: 'annotated-pods', namespaces: ['shop'], ports: [0, 8080, 70_000] } }, ['stack/job-port', 'stack/job-port']],
    ['at a host of an exporter that nobody named', exporterJob('postgres', { name: 'a' }), ['stack/job-without-target']],
  ])('are refused %s', (_, wrong, checks) => {
    const told = (): readonly string[] => {
      try {
        sampleStack({ scrape: [wrong] });
      } catch (error) {
        if (error instanceof BelfryError) return error.problems.map(({ check }) => check);
        throw error;
      }
      return [];
    };
    expect(told()).toEqual(checks);
  });
});

test('probes ask by HTTP, TCP, TLS and DNS', () => {
  const modules = new Set(list(job('blackbox'), 'static_configs').map((entry) => text(entry, 'labels', '__param_module').replace(/_.*/, '')));
  expect([...modules].sort()).toEqual(['dns', 'http', 'tcp']);
  expect(configFile(manifests, 'blackbox-exporter-config', 'blackbox.yml')).toContain('tcp_tls:');
});
