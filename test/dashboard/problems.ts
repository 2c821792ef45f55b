import type { Problem } from '../../lib/core/problem';
import { BelfryError } from '../../lib/core/problem';

/** The problems for which something is refused; none when it is taken. */
export function problemsOf(make: () => unknown): readonly Problem[] {
  try {
    make();
    return [];
  } catch (error) {
    if (error instanceof BelfryError) return error.problems;
    throw error;
  }
}

/** Their identifiers. */
export function checksOf(make: () => unknown): string[] {
  return problemsOf(make).map(({ check }) => check);
}
