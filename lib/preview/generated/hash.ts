/** A number from 0 to 1 that is always the same for the same text. FNV-1a with a final mix, so that neighbours differ. */
export function chance(...parts: readonly (string | number)[]): number {
  let value = 0x811c9dc5;
  for (const part of parts.join('\u0000')) value = Math.imul(value ^ (part.codePointAt(0) ?? 0), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return ((value ^ (value >>> 15)) >>> 0) / 2 ** 32;
}
