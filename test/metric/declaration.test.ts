import { describe, expect, it } from '@jest/globals';
import { isOpen, open } from '../../lib/metric/declaration';
import { probeCertificateExpiry, probeSuccess } from '../../lib/metric/exporters/blackbox';
import { targetMetrics } from '../../lib/metric/exporters/scrape';
import { counter, gauge, histogram, info, nativeHistogram, stateset } from '../../lib/metric/metric';

const common = { help: 'What it is.', labels: {}, jobs: ['api'] } as const;

describe('a declaration', () => {
  it('says everything, with its defaults', () => {
    expect(counter('jobs_total', { ...common, unit: 'jobs' }).declaration).toEqual({
      name: 'jobs_total', type: 'counter', help: 'What it is.', unit: 'jobs', counts: 'jobs', labels: {}, jobs: ['api'], shared: false, createdOnFirstEvent: false, thirdParty: false,
    });
  });

  it('bounds a ratio, and nothing else by itself', () => {
    expect(gauge('full_ratio', { ...common, unit: 'ratio' }).declaration.range).toEqual({ min: 0, max: 1 });
    expect(gauge('overcommitted_ratio', { ...common, unit: 'ratio', range: { min: 0 } }).declaration.range).toEqual({ min: 0 });
    expect(gauge('depth', { ...common, unit: 'jobs' }).declaration.range).toBeUndefined();
    expect(info('build_info', common).declaration.range).toEqual({ min: 1, max: 1 });
    expect(stateset('door', common).declaration.range).toEqual({ min: 0, max: 1 });
  });

  it('keeps what a histogram counts apart from what it observes', () => {
    const time = { ...common, unit: 'seconds', counts: 'requests' } as const;
    expect(histogram('latency_seconds', { ...time, buckets: [1] }).declaration).toMatchObject({ unit: 'seconds', counts: 'requests', buckets: [1] });
    expect(nativeHistogram('latency_seconds', time)).toMatchObject({ unit: 'seconds among requests', sample: 'native' });
  });

  it('cannot be changed through what it was made of', () => {
    const buckets = [1, 2];
    const labels = { queue: open({ expected: 1 }) };
    const { declaration } = histogram('latency_seconds', { ...common, unit: 'seconds', counts: 'requests', labels, buckets });
    buckets.push(3);
    expect(declaration.buckets).toEqual([1, 2]);
    expect(Object.isFrozen(declaration)).toBe(true);
    expect(Object.isFrozen(declaration.labels)).toBe(true);
  });

  it('tells open from closed labels', () => {
    expect([isOpen(open({ expected: 3 })), isOpen(['a'])]).toEqual([true, false]);
  });
});

describe('metrics of the scrape and of probes', () => {
  it('are scoped to their jobs', () => {
    expect(targetMetrics('api', 'web').up.matchers).toEqual([{ label: 'job', operator: '=~', value: 'api|web' }]);
    expect(targetMetrics('api').scrapeDuration.declaration).toMatchObject({ name: 'scrape_duration_seconds', unit: 'seconds', jobs: ['api'] });
  });

  it('say which way trouble lies', () => {
    expect([targetMetrics('api').up, probeSuccess, probeCertificateExpiry].map(({ declaration }) => declaration.direction)).toEqual(['lowIsBad', 'lowIsBad', 'lowIsBad']);
    expect(probeCertificateExpiry.unit).toBe('timestamp');
  });
});
