import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notRunIn } from '../../../tools/proof/workloads';

describe('what a proof cannot run', () => {
  const manifest = (name: string): string => readFileSync(join(__dirname, '..', '..', '..', 'dist', 'small', name), 'utf8');

  it('is what the manifests name and no program exists for', () => {
    expect(notRunIn(manifest('grafana.yaml')).map(({ component }) => component)).toEqual(['grafana']);
  });

  it('is nothing where every program exists', () => {
    expect(notRunIn(manifest('loki.yaml') + manifest('prometheus.yaml'))).toEqual([]);
  });
});
