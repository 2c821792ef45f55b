import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { sloStatus } from '../../lib/cli/slo';

let server: Server | undefined;

/** Something that answers every question with the same words. */
async function answering(status: number, body: string): Promise<string> {
  const made = createServer((_request, response) => response.writeHead(status).end(body));
  server = made;
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done));
  const address = made.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${String(address.port)}` : '';
}

afterEach(() => {
  server?.close();
});

const series = (name: string, labels: Readonly<Record<string, string>>, value: number): object => ({ metric: { __name__: name, ...labels }, value: [1_767_000_000, String(value)] });

const vector = (...result: readonly object[]): string => JSON.stringify({ status: 'success', data: { resultType: 'vector', result } });

const labels = { slo: 'shop-availability', service: 'shop' } as const;

const promise = [series('slo:objective:ratio', labels, 0.999), series('slo:period:seconds', labels, 2_592_000)] as const;

test('a budget that is not burning is told without a time at which it is spent', async () => {
  const prometheus = await answering(200, vector(...promise, series('slo:budget_remaining:ratio', labels, 1), series('slo:burn_rate:current', labels, 0), series('slo:deploys_allowed:bool', labels, 1)));
  const { text, exitStatus, json } = await sloStatus({ prometheus });
  expect(text).toMatch(/^shop-availability +99\.9 % over 30 d +100 % +0 x +- +yes$/m);
  expect({ exitStatus, json }).toEqual({
    exitStatus: 0,
    json: { deploysAllowed: true, slos: [{ slo: 'shop-availability', service: 'shop', objective: 0.999, periodSeconds: 2_592_000, remaining: 1, burn: 0, deploysAllowed: true }] },
  });
});

test('a Prometheus without SLOs is no leave to deploy', async () => {
  const prometheus = await answering(200, vector());
  await expect(sloStatus({ prometheus })).rejects.toMatchObject({ problems: [{ check: 'slo-status/no-slo', fix: expect.stringContaining('rules') }] });
});

test.each([
  ['a page that wants a login', 200, '<html>Sign in</html>'],
  ['a refusal', 401, 'Unauthorized'],
])('%s is no answer of Prometheus', async (_case, status, body) => {
  const prometheus = await answering(status, body);
  await expect(sloStatus({ prometheus })).rejects.toMatchObject({ problems: [{ check: 'preview/refused', message: expect.stringContaining(body) }] });
});
