import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { BelfryError } from '../../lib/core/problem';
import { loadForeign } from '../../lib/route/foreign/load';
import { brokenConfig } from './broken-tree';
import { askTrees } from './routing-oracle';

jest.setTimeout(300_000);

test('refuses of 1,000 broken files those that Alertmanager refuses', async () => {
  const configs = fc.sample(brokenConfig, { numRuns: 1_000, seed: 20_260_103 });
  const answers = await askTrees(configs.map((config) => ({ config, alerts: [] })));
  const seen = { refused: 0, taken: 0 };
  for (const [index, config] of configs.entries()) {
    const answer = answers[index];
    const theirs = answer !== undefined && 'error' in answer ? answer.error : undefined;
    const ours = refusal(config);
    seen[theirs === undefined ? 'taken' : 'refused'] += 1;
    // Entries of lists that say nothing are taken by Alertmanager here and there; nobody means them.
    if (ours !== undefined && theirs === undefined && /[[,]null[\],]/.test(config)) continue;
    if ((ours === undefined) !== (theirs === undefined)) expect({ config, refusal: ours }).toEqual({ config, refusal: theirs });
  }
  expect(seen.refused).toBeGreaterThan(300);
  expect(seen.taken).toBeGreaterThan(200);
});

function refusal(config: string): string | undefined {
  try {
    return loadForeign(config, 'alertmanager.yml').problems.find(({ severity }) => severity === 'error')?.message;
  } catch (error) {
    if (error instanceof BelfryError) return error.message;
    throw error;
  }
}
