import { describe, expect, it } from '@jest/globals';
import { didYouMean, kebabCase, nearest } from '../../lib/core/names';

const metrics = ['http_requests_total', 'http_request_duration_seconds', 'up', 'queue_depth'];

describe('the nearest name', () => {
  it.each([
    ['http_request_total', 'http_requests_total'],
    ['queue_dept', 'queue_depth'],
    ['ip', 'up'],
    ['up', 'up'],
  ])('of %s is %s', (word, candidate) => {
    expect(nearest(word, metrics)).toBe(candidate);
    expect(didYouMean(word, metrics)).toBe(`did you mean '${candidate}'?`);
  });

  it.each(['node_cpu_seconds_total', 'xy', ''])('of %j is none', (word) => {
    expect(nearest(word, metrics)).toBeUndefined();
    expect(didYouMean(word, metrics)).toBe('');
  });

  it('is the first of several that are as near', () => {
    expect(nearest('cat', ['hat', 'bat'])).toBe('hat');
  });
});

describe('kebab case', () => {
  it.each([
    ['HighErrorRate', 'high-error-rate'],
    ['HTTPErrors', 'http-errors'],
    ['P95Latency', 'p95-latency'],
    ['queue depth', 'queue-depth'],
    ['already-so', 'already-so'],
  ])('of %s is %s', (name, expected) => {
    expect(kebabCase(name)).toBe(expected);
  });
});
