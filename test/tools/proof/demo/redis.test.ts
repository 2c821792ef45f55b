import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { counterIn, type Counter } from '../../../../tools/proof/demo/redis';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** A server that reads commands and writes what `answer` gives for each; `end` breaks all connections too. */
async function listen(answer: (command: string) => string, port = 0): Promise<{ readonly port: number; readonly end: () => void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    // Each command is an array of texts: *<count>, then $<length> and the text of each.
    socket.on('data', (data) => socket.write([...data.toString('utf8').matchAll(/\*\d+\r\n\$\d+\r\n(\w+)/g)].map(([, command = '']) => answer(command)).join('')));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  endings.push(end);
  return { port: (server.address() as AddressInfo).port, end };
}

function counterAt(port: number, patience: number): Counter {
  const counter = counterIn(`redis://127.0.0.1:${port}`, patience);
  endings.push(counter.end);
  return counter;
}

/** Answers as Redis does, from a count of its own. */
function redis(): (command: string) => string {
  let count = 0;
  return (command) => ({ HELLO: '%0\r\n', INCR: `:${(count += command === 'INCR' ? 1 : 0)}\r\n`, PING: '+PONG\r\n' })[command] ?? '+OK\r\n';
}

async function answered(counter: Counter): Promise<void> {
  while (!(await counter.answers())) await new Promise((wake) => setTimeout(wake, 20));
}

describe('the counter in Redis', () => {
  it('counts, refuses at once while Redis is away, and counts again when it is back', async () => {
    const first = await listen(redis());
    const counter = counterAt(first.port, 60_000);
    await answered(counter);
    expect([await counter.next(), await counter.next()]).toEqual([1, 2]);
    first.end();
    // The patience is longer than the test may take: only a refusal comes in time.
    await expect(counter.next()).rejects.toThrow();
    expect(await counter.answers()).toBe(false);
    await listen(redis(), first.port);
    await answered(counter);
    expect(await counter.next()).toBe(1);
  });

  it('waits no longer than its patience for a Redis that is connected and silent', async () => {
    const { port } = await listen((command) => (command === 'INCR' || command === 'PING' ? '' : redis()(command)));
    const counter = counterAt(port, 50);
    let reason = '';
    do {
      await new Promise((wake) => setTimeout(wake, 20));
      reason = await counter.next().then(() => 'answered', String);
    } while (reason.includes('offline'));
    expect(reason).toContain('no answer within 50 ms');
    expect(await counter.answers()).toBe(false);
  });
});
