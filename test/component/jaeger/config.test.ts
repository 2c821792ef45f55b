import { describe, expect, test } from '@jest/globals';
import { jaegerConfig } from '../../../lib/component/jaeger/config';
import { days } from '../../../lib/core/duration';
import { at, entries, text } from '../sample-stack';

const config = jaegerConfig({ retention: days(3), prometheus: 'http://prometheus.monitoring.svc:9090', store: { kind: 'badger' }, strategies: '/etc/jaeger/sampling' });

describe('the configuration of Jaeger', () => {
  test('reads and writes the store that it declares', () => {
    const stores = entries(config, 'extensions', 'jaeger_storage', 'backends').map(([name]) => name);
    const metricStores = entries(config, 'extensions', 'jaeger_storage', 'metric_backends').map(([name]) => name);
    expect(stores).toEqual([text(config, 'exporters', 'jaeger_storage_exporter', 'trace_storage')]);
    expect(stores).toEqual([text(config, 'extensions', 'jaeger_query', 'storage', 'traces')]);
    expect(metricStores).toEqual([text(config, 'extensions', 'jaeger_query', 'storage', 'metrics')]);
  });

  test('keeps spans on disk for as long as it is told', () => {
    expect(at(config, 'extensions', 'jaeger_storage', 'backends', 'main', 'badger')).toMatchObject({ ephemeral: false, ttl: { spans: '72h' } });
  });

  test('does not trace its own queries to the loopback address, where its receiver does not listen', () => {
    expect(text(config, 'receivers', 'otlp', 'protocols', 'http', 'endpoint')).toBe('[${env:POD_IP}]:4318');
    expect(at(config, 'extensions', 'jaeger_query', 'enable_tracing')).toBe(false);
  });

  test('looks for span metrics under the names that Prometheus has for them', () => {
    expect(at(config, 'extensions', 'jaeger_storage', 'metric_backends', 'span_metrics', 'prometheus')).toEqual({
      endpoint: 'http://prometheus.monitoring.svc:9090',
      normalize_calls: true,
      normalize_duration: true,
      latency_unit: 's',
    });
  });
});
