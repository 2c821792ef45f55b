import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { createServer as createNetServer } from 'node:net';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { createServer } from 'node:http';

/** A message that arrived at a channel, with the moment of its arrival. */
export interface Received {
  /** Path of the request; `smtp` for a mail. */
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly at: number;
}

/** Stands for every channel: an HTTP server that answers as each service does, and a mail server. */
export interface FakeReceivers {
  readonly http: string;
  /** `host:port` */
  readonly smtp: string;
  readonly received: readonly Received[];
  readonly stop: () => Promise<void>;
}

export async function startFakeReceivers(): Promise<FakeReceivers> {
  const received: Received[] = [];
  const http = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const path = request.url ?? '';
      received.push({ path, body, headers: request.headers, at: Date.now() });
      const { status, type, answer } = answerTo(path);
      response.writeHead(status, { 'content-type': type }).end(answer);
    });
  });
  const smtp = createNetServer((socket) => {
    receiveMail(socket, (body) => received.push({ path: 'smtp', body, headers: {}, at: Date.now() }));
  });
  return {
    http: `http://127.0.0.1:${await listen(http)}`,
    smtp: `127.0.0.1:${await listen(smtp)}`,
    received,
    stop: async () => {
      http.closeAllConnections();
      await Promise.all([http, smtp].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function listen(server: HttpServer | NetServer): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(isPort(address) ? address.port : 0);
    });
  });
}

function isPort(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** What each service says when it took a message. */
function answerTo(path: string): { readonly status: number; readonly type: string; readonly answer: string } {
  const json = 'application/json';
  if (path.startsWith('/slack')) return { status: 200, type: 'text/plain', answer: 'ok' };
  if (path.startsWith('/api/chat.postMessage')) return { status: 200, type: json, answer: '{"ok":true,"channel":"C0123456789","ts":"1.0"}' };
  if (path.startsWith('/teams')) return { status: 202, type: json, answer: '' };
  if (path.startsWith('/discord')) return { status: 204, type: json, answer: '' };
  if (path.startsWith('/pagerduty')) return { status: 202, type: json, answer: '{"status":"success","message":"Event processed","dedup_key":"key"}' };
  if (path.startsWith('/bot')) return { status: 200, type: json, answer: '{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":-100,"type":"group"}}}' };
  if (path.startsWith('/sns')) return { status: 200, type: 'text/xml', answer: '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></PublishResponse>' };
  if (path.startsWith('/opsgenie')) return { status: 202, type: json, answer: '{"result":"Request will be processed"}' };
  return { status: 200, type: json, answer: '{}' };
}

/** As much of RFC 5321 as a client needs that neither logs in nor encrypts. */
function receiveMail(socket: Socket, deliver: (mail: string) => void): void {
  let mail: string[] | undefined;
  let rest = '';
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  say('220 fake.example ESMTP');
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString()).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (mail !== undefined) {
        if (line === '.') {
          deliver(mail.join('\n'));
          mail = undefined;
          say('250 ok');
        } else mail.push(line.startsWith('..') ? line.slice(1) : line);
      } else if (line.startsWith('DATA')) {
        mail = [];
        say('354 go on');
      } else if (line.startsWith('QUIT')) {
        say('221 bye');
        socket.end();
      } else say(line.startsWith('EHLO') ? '250 fake.example' : '250 ok');
    }
  });
}
