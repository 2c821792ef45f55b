import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkPages } from '../../lib/check/page/check-page';
import { readingMistakes } from '../../lib/check/page/reading';
import { checkDocs } from '../../tools/check-docs/check-docs';

const folder = resolve(__dirname, '../../docs/checks');

test('docs/checks/ says what the checks say today (otherwise: npm run docs:checks)', () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const written = new Map(files.map((entry) => join(entry.parentPath, entry.name)).sort().map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
  expect([...written.keys()].sort()).toEqual([...checkDocs().keys()].sort());
  for (const [path, content] of checkDocs()) expect({ path, content: written.get(path) }).toEqual({ path, content });
});

test('there are at least eighty checks with a bad and a good twin', () => {
  const pages = checkPages();
  expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length);
  expect(pages.filter(({ twins }) => twins !== undefined).length).toBeGreaterThanOrEqual(80);
});

describe.each(checkPages().flatMap(({ id, twins }) => (twins === undefined ? [] : [[id, twins] as const])))('%s', (_id, twins) => {
  test('shows what it really finds, and a twin of which it says nothing', () => {
    const { bad, good } = twins();
    expect(bad.problems).not.toEqual([]);
    expect(good.problems).toEqual([]);
  });
});

test.each(readingMistakes.map((mistake) => [mistake.id, mistake] as const))('%s is as grave as its page says', (id, { severity }) => {
  const page = checkPages().find((one) => one.id === id);
  expect(page?.twins?.().bad.problems.map((problem) => problem.severity)).toContain(severity);
});
