import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { exampleCatalog } from '../../lib/check/example/catalog';
import { alerting } from '../../lib/check/example/example';
import { lint } from '../../lib/check/lint';
import { BelfryError } from '../../lib/core/problem';
import { gauge } from '../../lib/metric/metric';
import type { MonitoringStackProps } from '../../lib/stack/monitoring-stack';
import { at, configFile, entries, list, manifestsOf, plainData, sampleStack, text } from '../component/sample-stack';

/** Mistakes of Bakhmach's document that concern a configuration: the document's form is refused, and ours is taken. */

/** The checks that refuse what is done; empty where nothing does. */
function refusedBy(action: () => unknown): readonly string[] {
  try {
    action();
    return [];
  } catch (error) {
    if (error instanceof BelfryError) return error.problems.map(({ check }) => check);
    throw error;
  }
}

test('a metric in megabytes is refused', () => {
  const declare = (name: string) => () => gauge(name, { help: 'Memory in use.', unit: 'bytes', labels: {}, jobs: ['backend'] });
  expect(refusedBy(declare('memory_usage_mb'))).not.toEqual([]);
  expect(refusedBy(declare('memory_usage_bytes'))).toEqual([]);
});

describe('a scrape configuration', () => {
  const scraping = (...jobs: readonly (readonly [name: string, address: string])[]) => () => {
    const scrape: MonitoringStackProps['scrape'] = jobs.map(([name, address]) => ({ name, discovery: { kind: 'static', targets: [{ address }] } }));
    return sampleStack({ scrape });
  };

  test('a target on localhost is refused', () => {
    expect(refusedBy(scraping(['backend', 'localhost:8080']))).toEqual(['stack/job-loopback']);
    expect(refusedBy(scraping(['backend', 'backend.bakhmach.svc:8080']))).toEqual([]);
  });

  test('two jobs of one name are refused', () => {
    expect(refusedBy(scraping(['backend', 'a.example.com:8080'], ['backend', 'b.example.com:8080']))).toEqual(['stack/duplicate-job']);
    expect(refusedBy(scraping(['prometheus', 'a.example.com:9090']))).toEqual(['stack/duplicate-job']);
  });

  test('a Prometheus without rules and without Alertmanager tells nobody anything', () => {
    const missing = (yaml: string): readonly string[] => {
      const config = plainData(parse(yaml));
      return [...(list(config, 'rule_files').length > 0 ? [] : ['rules']), ...(list(config, 'alerting', 'alertmanagers').length > 0 ? [] : ['Alertmanager'])];
    };
    expect(missing("global: { scrape_interval: 15s, evaluation_interval: 15s }\nscrape_configs: [{ job_name: backend, static_configs: [{ targets: ['localhost:8080'] }] }]\n")).toEqual(['rules', 'Alertmanager']);
    expect(missing(configFile(manifestsOf(sampleStack()), 'prometheus-config', 'prometheus.yml'))).toEqual([]);
  });
});

test('a parser for web server lines finds nothing in JSON', () => {
  const checksOf = (parser: string): readonly string[] =>
    lint({ catalog: { file: 'catalog.yaml', content: exampleCatalog }, sources: [{ file: 'rules.yaml', content: alerting(`sum(count_over_time({service_name="shop-api"} |= "error" | ${parser} | level="error" [5m])) > 10`).text }] }).problems.map(({ check }) => check);
  expect(checksOf('logfmt')).toEqual(['logql/wrong-parser']);
  expect(checksOf('json')).toEqual([]);
});

describe('traces', () => {
  const manifests = manifestsOf(sampleStack());

  test('spans to the old HTTP entry have no receiver', () => {
    const gateway = plainData(parse(configFile(manifests, 'otel-collector-gateway-config', 'config.yaml')));
    expect(at(gateway, 'receivers', 'jaeger')).toBeUndefined();
    expect(entries(gateway, 'receivers', 'otlp', 'protocols').map(([protocol]) => protocol)).toEqual(['grpc', 'http']);
    expect(JSON.stringify(gateway)).not.toContain('14268');
  });

  test('traces are kept on a volume, by a version that is named', () => {
    const isNamed = (image: string): boolean => /:v?\d+\.\d+(?:\.\d+)?(?:[-@].*)?$/.test(image) || image.includes('@sha256:');
    const jaeger = manifests.find(({ kind, name }) => kind === 'StatefulSet' && name === 'jaeger')?.content;
    expect(list(jaeger, 'spec', 'volumeClaimTemplates')).toHaveLength(1);
    const images = list(jaeger, 'spec', 'template', 'spec', 'containers').map((container) => text(container, 'image'));
    expect(images.filter((image) => !isNamed(image))).toEqual([]);
    expect([images.length > 0, isNamed('jaegertracing/all-in-one:latest'), isNamed('prom/prometheus')]).toEqual([true, false, false]);
  });
});
