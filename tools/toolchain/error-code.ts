/** The `code` of a system error, `ENOENT` for one. */
export function errorCode(error: unknown): string | undefined {
  // Not `instanceof Error`: a test runner's sandbox has an Error of its own.
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
