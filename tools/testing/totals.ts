/** How many checks ran, and how they ended. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

export const noTotals: Totals = Object.freeze({ passed: 0, failed: 0 });

export function addTotals(a: Totals, b: Totals): Totals {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

/** Prints the closing line and gives the exit status. A run without a single passed check is a failure too. */
export function reportTotals({ passed, failed }: Totals): number {
  process.stdout.write(`${String(passed)} passed, ${String(failed)} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
