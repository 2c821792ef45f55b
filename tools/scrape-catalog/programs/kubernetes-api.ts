import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { kubernetesObjects } from './kubernetes-objects';

/** A server that speaks as much of the Kubernetes API as kube-state-metrics asks for. */
export interface KubernetesApi {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Answers lists with made-up objects, and keeps watches open without ever sending a change. */
export function kubernetesApi(): Promise<KubernetesApi> {
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => { answer(request, response); });
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
      if (typeof address === 'object' && address !== null) resolve({ url: `http://127.0.0.1:${address.port}`, stop });
      else reject(new Error('the system gave no port'));
    });
  });
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const send = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  if (url.pathname === '/version') {
    send(200, { major: '1', minor: '34', gitVersion: 'v1.34.4' });
    return;
  }
  const found = kubernetesObjects.find(({ path }) => path === url.pathname);
  if (found === undefined) send(404, failure(404, 'NotFound'));
  // A client that is told so falls back to an ordinary list.
  else if (url.searchParams.get('sendInitialEvents') === 'true') send(422, failure(422, 'Invalid'));
  else if (url.searchParams.get('watch') === 'true' || url.searchParams.get('watch') === '1') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
  } else send(200, { kind: found.listKind, apiVersion: found.apiVersion, metadata: { resourceVersion: '1' }, items: found.items });
}

function failure(code: number, reason: string): unknown {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: reason, reason, code };
}
