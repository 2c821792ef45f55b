import { describe, expect, test } from '@jest/globals';
import { routeChecks } from '../../../lib/check/route/all';
import { exampleProblems } from '../../../lib/check/route/example';

describe.each(routeChecks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  test('finds its mistake', () => {
    const found = exampleProblems(check.bad).filter((problem) => problem.check === id);
    expect(found).not.toEqual([]);
    for (const { message, fix, place } of found) {
      expect(message).not.toBe('');
      expect(fix).not.toBe('');
      expect(place.subject).not.toBeUndefined();
    }
  });

  test('leaves alone what is right', () => {
    expect(exampleProblems(check.good).filter((problem) => problem.check === id)).toEqual([]);
  });
});

test('every check has an id of its own', () => {
  expect(new Set(routeChecks.map(({ id }) => id)).size).toBe(routeChecks.length);
});
