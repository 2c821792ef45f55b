import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { loadForeign } from '../../lib/route/foreign/load';
import { readMatchers } from '../../lib/route/matcher/syntax';
import type { Simulation } from '../../lib/route/simulate';
import { simulate } from '../../lib/route/simulate';
import type { OracleVerdict, TreeQuestion } from './routing-oracle';
import { askMatchers, askTrees } from './routing-oracle';
import { intervalQuestion, nearMatcher, treeQuestion } from './random-tree';

jest.setTimeout(300_000);

const seed = 20_260_101;

describe('the simulator and Alertmanager', () => {
  test('agree on 20,000 alerts in 10,000 random trees: receivers, grouping, timers, muting and inhibition', async () => {
    const agreed = await agreements(fc.sample(treeQuestion(2), { numRuns: 10_000, seed }));
    expect(agreed).toHaveLength(20_000);
    // Agreement on trees in which nothing happens would prove nothing.
    const deliveries = agreed.flatMap(({ routes }) => routes);
    expect(deliveries.length).toBeGreaterThan(20_000);
    expect(agreed.filter(({ routes }) => routes.length > 1).length).toBeGreaterThan(500);
    expect(deliveries.filter(({ muted }) => muted).length).toBeGreaterThan(500);
    expect(deliveries.filter(({ groupBy }) => groupBy.length > 0).length).toBeGreaterThan(500);
    expect(deliveries.filter(({ groupByAll }) => groupByAll).length).toBeGreaterThan(500);
    expect(agreed.filter(({ inhibited }) => inhibited).length).toBeGreaterThan(200);
  });

  test('agree on 10,000 moments in time intervals, at the ends of months and where clocks change', async () => {
    const agreed = await agreements(fc.sample(intervalQuestion(400, 10_000), { numRuns: 1, seed }));
    const muted = agreed.filter(({ routes }) => routes.some((route) => route.muted)).length;
    expect(muted).toBeGreaterThan(1_000);
    expect(agreed.length - muted).toBeGreaterThan(1_000);
  });

  test('read 10,000 texts as the same matchers, or both refuse them', async () => {
    const texts = fc.sample(nearMatcher, { numRuns: 10_000, seed });
    const theirs = await askMatchers(texts);
    const seen = { utf8: 0, 'classic-only': 0, disagreement: 0, refused: 0 };
    for (const [index, text] of texts.entries()) {
      const ours = readMatchers(text);
      seen[ours.kind] += 1;
      expect({ text, matchers: ours.kind === 'refused' ? null : ours.matchers.map((matcher) => matcher.text) }).toEqual({ text, matchers: theirs[index]?.matchers ?? null });
    }
    expect(Object.values(seen).every((count) => count > 50)).toBe(true);
  });
});

/** Fails at the first alert of which the two say something different; gives what both say. */
async function agreements(questions: readonly TreeQuestion[]): Promise<readonly OracleVerdict[]> {
  const answers = await askTrees(questions);
  return questions.flatMap(({ config, alerts }, index) => {
    const answer = answers[index];
    if (answer === undefined || 'error' in answer) throw new Error(`Alertmanager refuses ${config}: ${answer?.error ?? 'no answer'}`);
    const { model, problems } = loadForeign(config, 'alertmanager.yml');
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    return alerts.map(({ labels, at, firing }, number) => {
      const ours = asVerdict(simulate(model, labels, { at: new Date(at), firing }));
      const theirs = answer.alerts[number];
      if (JSON.stringify(ours) !== JSON.stringify(theirs)) expect({ config, labels, at, firing, verdict: ours }).toEqual({ config, labels, at, firing, verdict: theirs });
      return ours;
    });
  });
}

function asVerdict({ deliveries, inhibited }: Simulation): OracleVerdict {
  return {
    routes: deliveries.map(({ receiver, groupBy, groupWait, groupInterval, repeatInterval, muted }) => ({
      receiver,
      groupBy: groupBy === 'all' ? [] : [...groupBy].sort(),
      groupByAll: groupBy === 'all',
      groupWait: groupWait.milliseconds,
      groupInterval: groupInterval.milliseconds,
      repeatInterval: repeatInterval.milliseconds,
      muted: muted !== undefined,
    })),
    inhibited: inhibited !== undefined,
  };
}
