import { beforeAll, describe, expect, it, test } from '@jest/globals';
import { formatBound } from '../../lib/metric/family';
import { print } from '../../lib/promql/print';
import type { Answer, Outcome } from './engine';
import { evaluate, judge } from './engine';
import { expressions } from './expressions';
import { experiments } from './expressions/experiments';
import type { Witness } from './expressions/witness';
import { latency } from './metrics';

const routes = ['/', '/cart'];
const target = (instance: string): string => `job="shop",instance="${instance}"`;
const spread = '{{schema:0 sum:50 count:40 buckets:[10 20 10]}}';

function series(name: string, labels: string, values: string): { readonly series: string; readonly values: string }[] {
  return ['shop-0:9090', 'shop-1:9090'].map((instance) => ({ series: `${name}{${target(instance)}${labels}}`, values }));
}

/** Two replicas of everything, for two hours. */
const input = [
  ...routes.flatMap((route) => ['200', '500'].flatMap((status) => ['GET', 'POST'].flatMap((method) => series('http_requests_total', `,route="${route}",status="${status}",method="${method}"`, '0+90x120')))),
  ...routes.flatMap((route) => series('sent_bytes_total', `,route="${route}"`, '0+9000x120')),
  ...['user', 'system'].flatMap((mode) => series('cpu_seconds_total', `,mode="${mode}"`, '0+30x120')),
  ...series('costs_usd_total', '', '0+1x120'),
  ...['shop', 'depot'].map((job) => ({ series: `errors_total{job="${job}",instance="${job}-0",kind="auth"}`, values: '0+3x120' })),
  ...['mail', 'parcel'].flatMap((queue) => [...series('queue_depth', `,queue="${queue}"`, '7 8 7 5 9 7x120'), ...series('oldest_order_seconds', `,queue="${queue}"`, '30+1x120')]),
  ...series('last_backup_timestamp_seconds', ',disk="a"', '-90000x120'),
  ...series('disk_free_bytes', ',disk="a"', '1000-1x120'),
  ...series('disk_size_bytes', ',disk="a"', '2000x120'),
  ...series('disk_full_ratio', ',disk="a"', '0.5x120'),
  ...series('conveyor_heading', '', '90x120'),
  ...series('up', '', '0x120'),
  ...series('shop_build_info', ',version="1",revision="a"', '1x120'),
  ...routes.flatMap((route) => [
    ...[...(latency.declaration.buckets ?? []), Infinity].flatMap((bound, index) => series('http_request_duration_seconds_bucket', `,route="${route}",le="${bound === Infinity ? '+Inf' : formatBound(bound)}"`, `0+${String(20 * (index + 1))}x120`)),
    ...series('http_request_duration_seconds_count', `,route="${route}"`, '0+100x120'),
    ...series('http_request_duration_seconds_sum', `,route="${route}"`, '0+80x120'),
    ...['http_body_bytes', 'payment_duration_seconds'].flatMap((name) => series(name, `,route="${route}"`, `${spread}+${spread}x120`)),
  ]),
  ...['mail', 'parcel'].flatMap((queue) => [...series('pack_duration_seconds', `,queue="${queue}",quantile="0.9"`, '3x120'), ...series('pack_duration_seconds_count', `,queue="${queue}"`, '0+5x120'), ...series('pack_duration_seconds_sum', `,queue="${queue}"`, '0+9x120')]),
];

const names = ({ labels }: Answer): string => labels.join();

/** `promtool test` has no calculated durations; `check` has. */
const isCalculated = ({ text }: Witness): boolean => /step\(\)|range\(\)/.test(text);

/** Labels that the type leaves out because only one side of `or` has them. */
const isUnion = ({ text }: Witness): boolean => text.includes(' or on ');

describe("the engine's own results", () => {
  const asked = expressions.filter((expression) => !isCalculated(expression));
  let usual: ReadonlyMap<string, Outcome>;
  let deserted: ReadonlyMap<string, Outcome>;

  beforeAll(async () => {
    const texts = [...new Set(asked.map(({ node }) => print(node)))];
    usual = await evaluate(input, texts);
    deserted = await evaluate([], texts);
  }, 600_000);

  const answersTo = (text: string): readonly Answer[] => {
    const answers = [usual, deserted].map((outcomes) => outcomes.get(text) ?? { error: 'not asked' });
    return answers.flatMap((outcome) => {
      if ('error' in outcome) throw new Error(`${text}: ${outcome.error}`);
      return outcome.answers;
    });
  };

  test.each(asked.map((witness) => [witness.text, witness] as const))('%s', (text, witness) => {
    for (const answer of answersTo(text)) {
      if (isUnion(witness)) expect(answer.labels).toEqual(expect.arrayContaining([...witness.labels]));
      else expect(names(answer)).toBe(witness.labels.join());
      expect(answer.isHistogram).toBe(witness.sample === 'nativeRates');
    }
  });

  it('has something to say of nearly all of them', () => {
    const silent = asked.filter(({ text }) => answersTo(text).length === 0).map(({ text }) => text);
    expect(silent.length).toBeLessThan(asked.length / 10);
  });
});

describe('promtool check rules', () => {
  it('takes every expression without a feature flag, calculated durations included', async () => {
    const calculated = expressions.filter(isCalculated).map(({ text }) => text);
    expect(calculated.length).toBeGreaterThan(2);
    for (const [text, refusal] of await judge(calculated, false)) expect([text, refusal]).toEqual([text, undefined]);
  }, 600_000);

  it('takes every experimental expression with its feature flags, and none without', async () => {
    const texts = experiments.map(({ text }) => text);
    for (const [text, refusal] of await judge(texts, true)) expect([text, refusal]).toEqual([text, undefined]);
    for (const [text, refusal] of await judge(texts, false)) expect([text, refusal]).toEqual([text, expect.stringMatching(/experimental|not enabled/)]);
  }, 600_000);
});
