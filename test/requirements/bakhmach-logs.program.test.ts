import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually, get } from '../component/running-program';
import type { LocalStack } from '../component/local-stack';
import { startLocally } from '../component/local-stack';
import { entries, list, plainData, words } from '../component/sample-stack';

/** Lines as the backend writes them, from the file of its pod through the agent and the gateway to Loki. */
let stack: LocalStack;

/** Two minutes ago: when the container's runtime got the lines. */
const written = new Date(Date.now() - 120_000);

const line = (level: string, more: Readonly<Record<string, string | number>>): string => JSON.stringify({ timestamp: written.toISOString(), service: 'backend', level, message: 'payment processed', correlation_id: 'corr-17', user_id: 'user-7', action: 'payment_processing', ...more });

const declined = line('WARN', { error_code: 'PAYMENT_001', duration_ms: 230 });
const broken = line('ERROR', { error: 'the provider did not answer', error_code: 'PAYMENT_504', duration_ms: 10_000 });
const paid = line('INFO', { duration_ms: 180 });
const critical = line('CRITICAL', { error: 'no key to sign with', correlation_id: 'corr-18' });

beforeAll(async () => {
  stack = await startLocally();
  const folder = join(stack.podLogs, 'bakhmach_backend-0_6a4d2c1e-0000-4000-8000-000000000002', 'backend');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '0.log'), [declined, declined, broken, paid, critical].map((one) => `${written.toISOString()} stdout F ${one}\n`).join(''));
}, 240_000);

afterAll(async () => {
  await stack.stop();
}, 60_000);

interface Found {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly (readonly string[])[];
}

/** What Loki answers, once there are so many series or streams. */
function ask(kind: 'query' | 'query_range', query: string, wanted: number): Promise<readonly Found[]> {
  return eventually(
    `${String(wanted)} answers to ${query}`,
    async () => {
      const body = await get(`${stack.loki}/loki/api/v1/${kind}?query=${encodeURIComponent(query)}`);
      const results = body === undefined ? [] : list(plainData(JSON.parse(body)), 'data', 'result');
      const found = results.map((result): Found => ({
        labels: Object.fromEntries(entries(result, kind === 'query' ? 'metric' : 'stream').map(([label, value]) => [label, typeof value === 'string' ? value : ''])),
        values: kind === 'query' ? [words(result, 'value')] : list(result, 'values').map((pair) => words(pair)),
      }));
      return found.length >= wanted ? found : undefined;
    },
    stack.programs,
  );
}

test('a line is found by its correlation id, with its level, at the moment at which it was written', async () => {
  const [found] = await ask('query_range', '{k8s_container_name="backend"} | correlation_id="corr-18" | severity_text="FATAL"', 1);
  expect(found?.values).toEqual([[`${String(written.getTime())}000000`, critical]]);
});

test('payments that did not succeed are counted by their code, declined ones below the level of errors', async () => {
  const backend = '{k8s_container_name="backend"}';
  const byCode = await ask('query', `sum by (error_code) (count_over_time(${backend} | json | action="payment_processing" | error_code!="" [1h]))`, 2);
  expect(byCode.map(({ labels, values: [value] }) => [labels.error_code, value?.at(-1)]).sort()).toEqual([['PAYMENT_001', '2'], ['PAYMENT_504', '1']]);
  const errors = await ask('query', `sum by (error_code) (count_over_time(${backend} | json | error_code!="" | severity_text="ERROR" [1h]))`, 1);
  expect(errors.map(({ labels }) => labels.error_code)).toEqual(['PAYMENT_504']);
});
