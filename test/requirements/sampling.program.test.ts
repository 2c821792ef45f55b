import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buatfilmEnvironment } from '../../charts/environments/buatfilm';
import type { Data } from '../../lib/core/yaml';
import type { LocalStack } from '../component/local-stack';
import { startLocally } from '../component/local-stack';
import { eventually, get } from '../component/running-program';
import { list, plainData, text } from '../component/sample-stack';

/** What becomes of traces on their way through the collector of a system's stack: every one that failed or was slow is kept, of the rest a tenth. */
let stack: LocalStack;

const sent = { failed: 20, slow: 20, fine: 300 } as const;

type Kind = keyof typeof sent;

/** Milliseconds that a span took; BuatFilm's slow traces begin at two seconds. */
const took: Readonly<Record<Kind, number>> = { failed: 50, slow: 2500, fine: 50 };

function span(kind: Kind, number: number): Data {
  const end = Date.now() - 100;
  // As random as ids of traces are, by which a tenth is chosen, and the same in every run.
  const id = createHash('sha256').update(`${kind} ${String(number)}`).digest('hex');
  return {
    traceId: id.slice(0, 32),
    spanId: id.slice(32, 48),
    name: `POST /${kind}`,
    kind: 2,
    startTimeUnixNano: `${String(end - took[kind])}000000`,
    endTimeUnixNano: `${String(end)}000000`,
    status: kind === 'failed' ? { code: 2 } : {},
  };
}

beforeAll(async () => {
  stack = await startLocally({ profile: buatfilmEnvironment.profile });
  const spans = (['failed', 'slow', 'fine'] as const).flatMap((kind) => Array.from({ length: sent[kind] }, (_, number) => span(kind, number)));
  const body = { resourceSpans: [{ resource: { attributes: [{ key: 'service.name', value: { stringValue: 'buatfilm-payment-api' } }] }, scopeSpans: [{ spans }] }] };
  const { status } = await fetch(`${stack.otlp}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect(status).toBe(200);
}, 240_000);

afterAll(async () => {
  await stack.stop();
}, 60_000);

/** How many traces of a kind Jaeger has. */
async function kept(kind: Kind): Promise<number> {
  const answer = await get(`${stack.jaeger}/api/traces?service=buatfilm-payment-api&operation=${encodeURIComponent(`POST /${kind}`)}&limit=1000&lookback=1h`);
  return answer === undefined ? 0 : list(plainData(JSON.parse(answer)), 'data').length;
}

const awaited = (kind: Kind): Promise<true> => eventually(`all traces that are ${kind}`, async () => ((await kept(kind)) === sent[kind] ? true : undefined), stack.programs, 60);

test('every trace that failed or took longer than two seconds is kept, and about a tenth of the rest', async () => {
  await Promise.all([awaited('failed'), awaited('slow')]);
  // They were decided upon at the same time: 30 of 300 are expected, and the ids are always the same, and so is the choice.
  const fine = await eventually('some of the rest', async () => ((await kept('fine')) >= 5 ? kept('fine') : undefined), stack.programs, 60);
  expect(fine).toBeLessThan(70);
}, 180_000);

test('spans are counted before any are left out', async () => {
  const counted = await eventually('the count of all spans', async () => {
    const answer = await get(`${stack.prometheus}/api/v1/query?query=${encodeURIComponent('sum by (span_name) (traces_span_metrics_calls_total{service_name="buatfilm-payment-api"})')}`);
    const found = list(plainData(JSON.parse(answer ?? '{}')), 'data', 'result').map((one) => [text(one, 'metric', 'span_name'), text(one, 'value', 1)] as const);
    return found.length === 3 ? found : undefined;
  }, stack.programs, 60);
  expect(new Map(counted)).toEqual(new Map([['POST /failed', '20'], ['POST /slow', '20'], ['POST /fine', '300']]));
}, 120_000);
