import { describe, expect, test } from '@jest/globals';
import { checks } from '../../lib/check/checks';
import type { Example } from '../../lib/check/example/example';
import { lint } from '../../lib/check/lint';
import { renderProblem } from '../../lib/core/problem';

function problemsOf({ catalog, kind, text }: Example): ReturnType<typeof lint>['problems'] {
  const file = kind === 'rules' ? 'rules.yaml' : 'dashboard.json';
  return lint({ catalog: { file: 'catalog.yaml', content: catalog }, sources: [{ file, content: text }] }).problems;
}

test('every check has an id of its own', () => {
  const ids = checks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(checks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  test('finds its bad twin, in the file and at a line', () => {
    const found = problemsOf(check.bad).filter((problem) => problem.check === id);
    expect(found.map(({ severity }) => severity)).toContain(check.severity);
    for (const { place } of found) expect([typeof place.file, typeof place.line, typeof place.column]).toEqual(['string', 'number', 'number']);
  });

  test('says nothing about its good twin, nor does any other check', () => {
    expect(problemsOf(check.good).map((problem) => renderProblem(problem))).toEqual([]);
  });

  test('explains itself in whole sentences', () => {
    expect(check.rationale).toMatch(/^[A-Z0-9`$].*\.$/s);
    expect(check.title).not.toMatch(/\.$/);
  });
});
