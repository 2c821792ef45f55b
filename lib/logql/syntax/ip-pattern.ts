import { isIP, isIPv4 } from 'node:net';

/** What is wrong with an address, a network or a range of addresses, or undefined. Source: `getMatcher` in pkg/logql/log/ip.go. */
export function ipFault(pattern: string): string | undefined {
  return isIP(pattern) !== 0 || isNetwork(pattern) || isRange(pattern) ? undefined : `'${pattern}' is no address: write 10.0.0.1, 10.0.0.0/8 or 10.0.0.1-10.0.0.9`;
}

function isNetwork(pattern: string): boolean {
  const [, address = '', bits = ''] = /^([^/%]+)\/(0|[1-9][0-9]*)$/.exec(pattern) ?? [];
  return isIP(address) !== 0 && Number(bits) <= (isIPv4(address) ? 32 : 128);
}

function isRange(pattern: string): boolean {
  const hyphen = pattern.indexOf('-');
  const [from, to] = [pattern.slice(0, hyphen), pattern.slice(hyphen + 1)];
  return hyphen !== -1 && isIP(from) !== 0 && isIP(from) === isIP(to) && numberOf(from) <= numberOf(to);
}

/** An address as a number, to be compared with another of its family. */
function numberOf(address: string): bigint {
  if (isIPv4(address)) return address.split('.').reduce((number, part) => number * 256n + BigInt(part), 0n);
  const [plain = ''] = address.split('%');
  const embedded = plain.slice(plain.lastIndexOf(':') + 1);
  const groups = isIPv4(embedded) ? `${plain.slice(0, -embedded.length)}${(numberOf(embedded) >> 16n).toString(16)}:${(numberOf(embedded) & 0xffffn).toString(16)}` : plain;
  const [head = '', tail] = groups.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].reduce((number, group) => number * 65_536n + BigInt(`0x${group}`), 0n);
}
