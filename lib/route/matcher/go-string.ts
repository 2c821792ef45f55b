/** The inside of a character class: what Go's unicode.IsSpace takes for white space. JavaScript's `\s` differs in U+0085 and U+FEFF. */
export const goSpaces = String.raw`\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

const singleCharacter: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, '"': 34 };

/**
 * The content of a double-quoted Go string literal, or undefined when Go refuses it.
 * Source: https://go.dev/ref/spec#String_literals; `\x` and `\NNN` are bytes, and the bytes must be UTF-8.
 */
export function unquoteGoString(literal: string): string | undefined {
  if (literal.length < 2 || !literal.startsWith('"') || !literal.endsWith('"')) return undefined;
  const content = literal.slice(1, -1);
  const bytes: Buffer[] = [];
  for (let at = 0; at < content.length; ) {
    const character = String.fromCodePoint(content.codePointAt(at) ?? 0);
    if (character === '"' || character === '\n') return undefined;
    if (character !== '\\') {
      bytes.push(Buffer.from(character));
      at += character.length;
      continue;
    }
    const escape = readEscape(content.slice(at + 1));
    if (escape === undefined) return undefined;
    bytes.push(escape.bytes);
    at += 1 + escape.length;
  }
  const whole = Buffer.concat(bytes);
  const text = whole.toString('utf8');
  return Buffer.from(text).equals(whole) ? text : undefined;
}

interface Escape {
  readonly bytes: Buffer;
  readonly length: number;
}

function readEscape(text: string): Escape | undefined {
  const single = singleCharacter[text.charAt(0)];
  if (single !== undefined) return { bytes: Buffer.from([single]), length: 1 };
  const byte = /^(?:x([0-9a-fA-F]{2})|([0-7]{3}))/.exec(text);
  if (byte !== null) {
    const value = byte[1] === undefined ? Number.parseInt(byte[2] ?? '', 8) : Number.parseInt(byte[1], 16);
    return value > 255 ? undefined : { bytes: Buffer.from([value]), length: byte[0].length };
  }
  const rune = /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(text);
  if (rune === null) return undefined;
  const value = Number.parseInt(rune[1] ?? rune[2] ?? '', 16);
  if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return undefined;
  return { bytes: Buffer.from(String.fromCodePoint(value)), length: rune[0].length };
}
