import { setPriority } from 'node:os';
import { noTotals, addTotals, reportTotals } from './testing/totals';
import { runStep, startStep } from './testing/run-step';
import { runExhaustiveTests, runTests } from './testing/run-tests';

/** What a change must pass besides the tests, cheapest first. */
const steps = ['typecheck', 'lint', 'boundaries', 'deadcode', 'checkov'] as const;

/**
 * The whole verdict on a commit: every step counts as one, and every test as one. A failed step does not hide the next.
 * The proof on a real cluster mostly waits, for ten quiet minutes and for alerts, so it runs beside all others, and they
 * give way to it.
 */
async function main(): Promise<number> {
  const proof = startStep('npm run proof', 'npm', ['run', '--silent', 'proof']);
  setPriority(5);
  let totals = noTotals;
  for (const step of steps) totals = addTotals(totals, await runStep(`npm run ${step}`, 'npm', ['run', '--silent', step]));
  totals = addTotals(totals, await runTests());
  totals = addTotals(totals, await runExhaustiveTests());
  return reportTotals(addTotals(totals, await proof()));
}

void main().then((status) => {
  process.exitCode = status;
});
