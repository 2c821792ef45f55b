import type { Span } from '../node';
import { fault } from './fault';

/**
 * Where the string that begins at `from` ends. Throws where it does not end, and where it holds what UTF-8 cannot:
 * half a surrogate pair, or the replacement character, which Prometheus takes for a broken byte.
 * Source: `lexString` and `lexRawString` in promql/parser/lex.go.
 */
export function stringEnd(text: string, from: number): number {
  const quote = text.charCodeAt(from);
  const isRaw = quote === backtick;
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === backslash && !isRaw) at += 1;
    else if (code === newline && !isRaw) break;
    else if (code >= 0xd800) at += brokenOrWidth(text, at, code);
  }
  const line = text.indexOf('\n', from);
  throw fault(text, { from, to: isRaw || line === -1 ? text.length : line }, `this string never ends: expected a closing ${text.charAt(from)}`, {
    fix: isRaw ? 'close it' : 'close it on the same line; write a line break as \\n',
  });
}

const [backtick, backslash, newline] = [96, 92, 10];

/** How many further units the character at `at` takes. */
function brokenOrWidth(text: string, at: number, code: number): number {
  if (code <= 0xdbff && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) return 1;
  if (code > 0xdfff && code !== 0xfffd) return 0;
  throw fault(text, { from: at, to: at + 1 }, 'this character is not valid UTF-8', { fix: 'write it as an escape: \\ufffd or \\xff' });
}

/** What the string literal between two offsets stands for. A byte that is not part of valid UTF-8 becomes U+DC00 plus the byte. */
export function readString(text: string, { from, to }: Span): string {
  const quote = text.charAt(from);
  const inner = text.slice(from + 1, to - 1);
  if (quote === '`' || !inner.includes('\\')) return inner;
  let value = '';
  let bytes: number[] = [];
  let at = 0;
  for (let slash = inner.indexOf('\\'); slash !== -1; slash = inner.indexOf('\\', at)) {
    const escape = readEscape(inner, slash, quote);
    if (escape === undefined) throw badEscape(text, from + 1 + slash, quote);
    if (slash > at || 'character' in escape) {
      value += decode(bytes) + inner.slice(at, slash);
      bytes = [];
    }
    if ('byte' in escape) bytes.push(escape.byte);
    else value += escape.character;
    at = escape.end;
  }
  return value + decode(bytes) + inner.slice(at);
}

type Escape = { readonly end: number } & ({ readonly byte: number } | { readonly character: string });

const plainEscapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };

/** How many digits follow each escape that has a number. */
const numberedEscapes: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The escape at `slash`, or undefined where Go knows none. Source: `Unquote` in util/strutil/quote.go. */
function readEscape(inner: string, slash: number, quote: string): Escape | undefined {
  const letter = inner.charAt(slash + 1);
  const plain = letter === quote ? quote : plainEscapes[letter];
  if (plain !== undefined) return { end: slash + 2, character: plain };
  const digits = numberedEscapes[letter];
  const [start, length, radix] = digits === undefined ? [slash + 1, 3, 8] : [slash + 2, digits, 16];
  const number = inner.slice(start, start + length);
  if (number.length < length || !(radix === 8 ? /^[0-7]+$/ : /^[0-9a-fA-F]+$/).test(number)) return undefined;
  const code = Number.parseInt(number, radix);
  const end = start + length;
  if (letter === 'u' || letter === 'U') return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : { end, character: String.fromCodePoint(code) };
  return code > 255 ? undefined : { end, byte: code };
}

function badEscape(text: string, slash: number, quote: string): Error {
  const letter = text.charAt(slash + 1);
  return fault(text, { from: slash, to: slash + 2 }, `'\\${letter}' is no escape in a string: expected one of \\a \\b \\f \\n \\r \\t \\v \\\\ \\${quote} \\377 \\xff \\uffff \\U0010ffff`, {
    fix: letter in plainEscapes || letter in numberedEscapes || /[0-9]/.test(letter) ? 'complete the number of the escape' : `write \\\\${letter} for a backslash, as in "\\\\d+", or put the string in backticks`,
  });
}

/** Bytes as text; each byte that UTF-8 does not allow where it stands becomes a lone surrogate, so that nothing is lost. */
function decode(bytes: readonly number[]): string {
  let value = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    value += length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : String.fromCodePoint(codePoint(bytes, at, length));
    at += Math.max(1, length);
  }
  return value;
}

/** Bytes of the character at `at`, 0 where none begins: RFC 3629, section 4, which leaves out long spellings and surrogates. */
function sequenceLength(bytes: readonly number[], at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  const [lowest, highest] = secondBytes[lead] ?? [0x80, 0xbf];
  for (let offset = 1; offset < length; offset += 1) {
    const byte = bytes[at + offset] ?? 0;
    if (byte < (offset === 1 ? lowest : 0x80) || byte > (offset === 1 ? highest : 0xbf)) return 0;
  }
  return length;
}

/** Lead bytes after which the second byte has a narrower range. */
const secondBytes: Readonly<Record<number, readonly [lowest: number, highest: number]>> = { 0xe0: [0xa0, 0xbf], 0xed: [0x80, 0x9f], 0xf0: [0x90, 0xbf], 0xf4: [0x80, 0x8f] };

function codePoint(bytes: readonly number[], at: number, length: number): number {
  let code = (bytes[at] ?? 0) & (length === 1 ? 0x7f : 0xff >> (length + 1));
  for (let offset = 1; offset < length; offset += 1) code = (code << 6) | ((bytes[at + offset] ?? 0) & 0x3f);
  return code;
}

/** Whether a string literal held bytes that are not UTF-8. */
export function hasBrokenBytes(value: string): boolean {
  return /\p{Surrogate}/u.test(value);
}

/** What cannot stand in a double-quoted string as it is: quotes, controls, the replacement character and broken bytes. */
const toEscape = /["\\\u0000-\u001f\u007f\ufffd]|\p{Surrogate}/gu;

/** The double-quoted literal that `readString` reads as `value`. */
export function quote(value: string): string {
  return `"${value.replaceAll(toEscape, escapeOf)}"`;
}

const escapes: ReadonlyMap<string, string> = new Map([['"', '\\"'], ...Object.entries(plainEscapes).map(([letter, plain]) => [plain, `\\${letter}`] as const)]);

function escapeOf(character: string): string {
  const known = escapes.get(character);
  if (known !== undefined) return known;
  const code = character.charCodeAt(0);
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
  // A surrogate that stands for no byte has no spelling in UTF-8 at all.
  return code > 0x7f ? '\\ufffd' : `\\x${code.toString(16).padStart(2, '0')}`;
}
