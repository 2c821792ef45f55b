import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/** Answers one request; what it throws becomes a 500. */
export type Handler = (url: URL, body: string) => Promise<Answer> | Answer;

export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}

export interface Listener {
  readonly port: number;
  /** Certificate and key in PEM; plain HTTP without them. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Answers what no route names. @default 404 */
  readonly otherwise?: Handler;
  /** Called before the process ends. */
  readonly onEnd?: () => Promise<void>;
}

const notFound: Handler = () => ({ status: 404, body: '' });

/** Serves `METHOD /path` by a table, and ends on SIGTERM as a pod has to. */
export function serve({ port, tls, otherwise = notFound, onEnd = () => Promise.resolve() }: Listener, routes: Readonly<Record<string, Handler>>): void {
  const listener = (request: IncomingMessage, response: ServerResponse): void => void answer(request, response, routes, otherwise);
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.listen(port);
  process.once('SIGTERM', () => {
    server.close();
    void onEnd().finally(() => process.exit(0));
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, routes: Readonly<Record<string, Handler>>, otherwise: Handler): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://demo');
  const handler = routes[`${request.method ?? 'GET'} ${url.pathname}`] ?? otherwise;
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
    const { status = 200, type = 'application/json', body } = await handler(url, Buffer.concat(chunks).toString('utf8'));
    response.writeHead(status, { 'content-type': type }).end(body);
  } catch (error) {
    response.writeHead(500).end(error instanceof Error ? error.message : String(error));
  }
}

/** A whole number from the query, for the commands that take one. */
export function numberOf(url: URL, name: string): number {
  return Number(url.searchParams.get(name) ?? '0');
}
