import { expect, test } from '@jest/globals';
import { BelfryError } from '../../lib/core/problem';
import { email } from '../../lib/route/receiver/email';
import { histogram } from '../../lib/metric/metric';
import { manifestsOf, sampleStack, configFile } from '../component/sample-stack';

/** Mistakes of the baseline's document that concern a configuration: the document's form is refused, and ours is taken. */

test('a histogram without a unit in its name is refused', () => {
  const declare = (name: string): unknown => histogram(name, { help: 'Time to answer.', unit: 'seconds', counts: 'requests', labels: {}, buckets: [0.1, 1], jobs: ['backend-api'] });
  expect(() => declare('request_duration')).toThrow(BelfryError);
  expect(() => declare('request_duration_seconds')).not.toThrow();
});

test('spans to an agent by UDP have no receiver', () => {
  const gateway = configFile(manifestsOf(sampleStack()), 'otel-collector-gateway-config', 'config.yaml');
  expect(gateway).not.toMatch(/6832|jaeger:\s*\n\s*protocols/);
  expect(gateway).toMatch(/otlp:\n\s+protocols:\n\s+grpc:/);
});

test('mail without a relay is refused', () => {
  const mail = (relay: string): unknown => email('mail', { to: 'backend@example.com', from: 'belfry@example.com', relay });
  expect(() => mail('')).toThrow(BelfryError);
  expect(() => mail('smtp.example.com:587')).not.toThrow();
});
