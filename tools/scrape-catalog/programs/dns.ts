import { createSocket } from 'node:dgram';

/** What a question is about: https://www.iana.org/assignments/dns-parameters */
const types = { A: 1, PTR: 12, AAAA: 28 } as const;

export interface DnsQuestion {
  readonly name: string;
  readonly type: keyof typeof types;
  /** Whether signatures are asked for, which sets the bit DO. @default false */
  readonly signed?: boolean;
}

/** Milliseconds after which a question counts as lost: CoreDNS gives up on a dead upstream after five seconds. */
const patience = 8_000;

/**
 * Asks a name server by UDP and returns the code of its answer: 0 for a good one, 3 where there is no such name.
 * Format: RFC 1035, 4.1; the additional record that carries DO: RFC 6891, 6.1.
 */
export function ask(address: string, question: DnsQuestion): Promise<number> {
  const [host = '', port = ''] = address.split(':');
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const end = (settle: () => void): void => {
      clearTimeout(lost);
      socket.close(settle);
    };
    const lost = setTimeout(() => { end(() => { reject(new Error(`no answer about ${question.name}`)); }); }, patience);
    socket.once('error', (error) => { end(() => { reject(error); }); });
    socket.once('message', (answer) => { end(() => { resolve((answer[3] ?? 0) & 0x0f); }); });
    socket.send(packet(question), Number(port), host);
  });
}

function packet({ name, type, signed = false }: DnsQuestion): Buffer {
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  // One question that wants recursion, and one additional record: the root's, of type OPT, for answers of 1232 bytes.
  const header = Buffer.from([0x12, 0x34, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 1]);
  const options = Buffer.from([0, 0, 41, 0x04, 0xd0, 0, 0, signed ? 0x80 : 0, 0, 0, 0]);
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, types[type], 0, 1]), options]);
}
