import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { RunningProgram } from '../running-program';
import { start } from '../running-program';

/** A pod: a program at an address of its own, whose folder stays when it is killed. */
export interface Member {
  readonly address: string;
  readonly run: () => Promise<void>;
  /** Ends it as a node does that loses its power. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly alive: () => boolean;
  readonly program: () => RunningProgram | undefined;
}

export function member(name: Parameters<typeof start>[0], address: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Member {
  let running: RunningProgram | undefined;
  const end = async (how: 'stop' | 'kill'): Promise<void> => {
    const was = running;
    running = undefined;
    await was?.[how]();
  };
  return {
    address,
    run: async () => {
      running = await start(name, args, { POD_IP: address, ...environment });
    },
    kill: () => end('kill'),
    stop: () => end('stop'),
    alive: () => running !== undefined,
    program: () => running,
  };
}

/** Stands for a Service: connections go to the members in turn, and to the next where one is away. */
export interface Service {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

export function service(address: string, port: number, members: readonly Member[]): Promise<Service> {
  let turn = 0;
  const open = new Set<Socket>();
  const server: Server = createServer((client) => {
    open.add(client);
    const alive = members.filter((one) => one.alive());
    turn += 1;
    forward(client, [...alive.slice(turn % Math.max(1, alive.length)), ...alive.slice(0, turn % Math.max(1, alive.length))], port, open);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      resolve({
        address: `${address}:${String(port)}`,
        stop: () =>
          new Promise((done) => {
            server.close(() => { done(); });
            for (const socket of open) socket.destroy();
          }),
      });
    });
  });
}

function forward(client: Socket, [next, ...others]: readonly Member[], port: number, open: Set<Socket>): void {
  const close = (): void => {
    open.delete(client);
    client.destroy();
  };
  client.once('error', close);
  if (next === undefined) {
    close();
    return;
  }
  const upstream = connect(port, next.address);
  open.add(upstream);
  upstream.once('connect', () => {
    client.pipe(upstream).pipe(client);
    upstream.once('close', close);
    client.once('close', () => upstream.destroy());
  });
  upstream.once('error', () => {
    open.delete(upstream);
    if (upstream.connecting || upstream.bytesWritten === 0) forward(client, others, port, open);
    else close();
  });
}
