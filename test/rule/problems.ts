import { expect } from '@jest/globals';
import { BelfryError } from '../../lib/core/problem';

/** The checks that a call violates; none when it succeeds. */
export function checksOf(call: () => unknown): readonly string[] {
  try {
    call();
  } catch (error) {
    if (!(error instanceof BelfryError)) throw error;
    for (const { message, place, fix } of error.problems) {
      expect(message).not.toBe('');
      expect(place.subject ?? place.file).toBeDefined();
      expect(fix).toBeDefined();
    }
    return error.problems.map(({ check }) => check);
  }
  return [];
}
