import { parseDuration } from '../../core/duration';
import { isDecimal } from '../../promql/syntax/number-literal';
import type { Lapse } from '../node';

/** Units of Go's durations in milliseconds. Source: `unitMap` in time/format.go. */
const goUnits: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, 'µs': 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** The longest duration that 64 bits of nanoseconds hold, in milliseconds. */
const longest = 9_223_372_036_854.775;

/** `1d12h` as Prometheus writes it, or `-1.5h` and `100us` as Go does: `parseDuration` in pkg/logql/syntax/lex.go. */
export function readGoDuration(text: string): Lapse | undefined {
  return readRange(text) ?? readSignedDuration(text);
}

/** The duration between the brackets of a range: whole units, largest first, no sign. */
export function readRange(text: string): Lapse | undefined {
  const duration = parseDuration(text);
  return duration !== undefined && duration.milliseconds <= longest ? { milliseconds: duration.milliseconds } : undefined;
}

function readSignedDuration(text: string): Lapse | undefined {
  const [, sign = '', rest = ''] = /^([-+]?)(.*)$/su.exec(text) ?? [];
  if (rest === '0') return { milliseconds: 0 };
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.test(rest)) return undefined;
  let total = 0;
  for (const [, amount, unit = ''] of rest.matchAll(/([\d.]+)([a-zµ]+)/g)) total += Number(amount) * (goUnits[unit] ?? 0);
  const nanoseconds = Math.trunc(Number((total * 1e6).toPrecision(15)));
  return total > longest ? undefined : { milliseconds: (sign === '-' ? -nanoseconds : nanoseconds) / 1e6 };
}

/** Multiples of a byte. Source: `bytesSizeTable` in bytes.go of github.com/dustin/go-humanize. */
const byteUnits: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['b', 1],
  ...['k', 'm', 'g', 't', 'p'].flatMap((letter, index): [string, number][] => {
    const [decimal, binary] = [1000 ** (index + 1), 1024 ** (index + 1)];
    return [
      [letter, decimal],
      [`${letter}b`, decimal],
      [`${letter}i`, binary],
      [`${letter}ib`, binary],
    ];
  }),
]);

/** `10KiB`, `1.5MB`, in bytes. */
export function readBytes(text: string): number | undefined {
  const [, amount = '', unit = ''] = /^([\d.]*)(.*)$/su.exec(text) ?? [];
  const size = byteUnits.get(unit.toLowerCase());
  const number = /^(?:\d+\.?\d*|\.\d+)$/.test(amount) ? Number(amount) : undefined;
  if (size === undefined || number === undefined || number * size >= 2 ** 64) return undefined;
  return Math.trunc(number * size);
}

/** How Go reads a number token as a float; undefined where it does not, as of `0x1f`, or where it is too large. */
export function readFloat(token: string): number | undefined {
  const text = token.replaceAll('_', '');
  const hexadecimal = /^0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([-+]?\d+)$/.exec(text);
  if (hexadecimal !== null) {
    const [, whole = '', fraction = '', exponent = ''] = hexadecimal;
    const value = Number.parseInt(`${whole}${fraction}`, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
    return Number.isFinite(value) ? value : undefined;
  }
  if (!isDecimal(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** How a lapse is written so that Loki reads the same: `1h30m` where it is whole milliseconds, `1500ns` where it is not, and with a sign only Go's units. */
export function printLapse({ milliseconds }: Lapse): string {
  const [sign, size] = milliseconds < 0 ? ['-', -milliseconds] : ['', milliseconds];
  if (size === 0) return '0s';
  if (!Number.isInteger(size)) return `${sign}${Math.round(size * 1e6)}ns`;
  const units = sign === '' ? [['d', 86_400_000] as const] : [];
  let text = sign;
  let rest = size;
  for (const [unit, length] of [...units, ['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1]] as const) {
    const amount = Math.floor(rest / length);
    rest -= amount * length;
    if (amount > 0) text += `${String(amount)}${unit}`;
  }
  return text;
}

/** `64KiB` where it is a whole multiple, `1000B` where it is not. Never `PiB`: Loki takes the P for a malformed exponent. */
export function printBytes(bytes: number): string {
  for (const [letter, power] of [['T', 4], ['G', 3], ['M', 2], ['K', 1]] as const) {
    const size = 1024 ** power;
    if (bytes >= size && bytes % size === 0) return `${String(bytes / size)}${letter}iB`;
  }
  return `${String(bytes)}B`;
}
