import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';

/** A server that stands for whatever a program talks to. */
export interface StandIn {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** What it answers by the beginning of the path: `/refuse` with 400, `/hang` never, everything else with an empty 200. */
export function standIn(): Promise<StandIn> {
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => { answer(request.url ?? '/', response); });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const stop = (): Promise<void> =>
        new Promise((done) => {
          server.close(() => { done(); });
          server.closeAllConnections();
        });
      if (typeof address === 'object' && address !== null) resolve({ address: `127.0.0.1:${address.port}`, stop });
      else reject(new Error('the system gave no port'));
    });
  });
}

function answer(path: string, response: ServerResponse): void {
  if (path.startsWith('/hang')) return;
  response.statusCode = path.startsWith('/refuse') ? 400 : 200;
  response.setHeader('content-type', 'application/json');
  response.end('{}');
}
