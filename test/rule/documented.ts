import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';

const root = join(__dirname, '..', '..');

/**
 * Holds a generated part of a document against what it should be. The part stands between `<!-- begin NAME -->` and
 * `<!-- end NAME -->`. With BELFRY_WRITE_DOCS=1 it is written instead.
 */
export function expectDocumented(file: string, name: string, wanted: string): void {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  const [begin, end] = [`<!-- begin ${name} -->\n`, `<!-- end ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${file} has no part '${name}': write ${begin.trim()} and ${end}`);
  const updated = `${text.slice(0, from)}${begin}\n${wanted}\n\n${text.slice(to)}`;
  if (process.env.BELFRY_WRITE_DOCS === '1') writeFileSync(path, updated);
  else expect(text).toBe(updated);
}
