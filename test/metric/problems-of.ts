import { BelfryError } from '../../lib/core/problem';

/** The identifiers of what is wrong, or none when nothing is. */
export function problemsOf(build: () => unknown): readonly string[] {
  try {
    build();
    return [];
  } catch (error) {
    if (error instanceof BelfryError) return error.problems.map(({ check }) => check);
    throw error;
  }
}
