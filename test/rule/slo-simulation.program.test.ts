import { test } from '@jest/globals';
import { expectDocumented } from './documented';
import { detectionTable } from './slo-simulation';

test('detection and reset times in docs/slo.md are those of the real engine', async () => {
  expectDocumented('docs/slo.md', 'detection times', await detectionTable());
}, 120_000);
