import { createServer } from 'node:http';

/** Stands for a monitored system: what it tells of itself is made anew at each look. */
export interface FakeApplication {
  /** `host:port`; metrics are at `/metrics`. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Starts it. `metrics` gives each sample line with its value, and is asked once per scrape. */
export async function startFakeApplication(metrics: () => Readonly<Record<string, number>>): Promise<FakeApplication> {
  const server = createServer((_request, response) => {
    const lines = Object.entries(metrics()).map(([series, value]) => `${series} ${String(value)}\n`);
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(lines.join(''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    address: `127.0.0.1:${String(typeof address === 'object' ? address?.port : address)}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => { resolve(); }));
    },
  };
}
