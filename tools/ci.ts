import { noTotals, addTotals, reportTotals } from './testing/totals';
import { runStep } from './testing/run-step';
import { runTests } from './testing/run-tests';

/** What a change must pass besides the tests, cheapest first. */
const steps = ['typecheck', 'lint', 'boundaries', 'deadcode', 'checkov'] as const;

/** The whole verdict on a commit: every step counts as one, and every test as one. A failed step does not hide the next. */
async function main(): Promise<number> {
  let totals = noTotals;
  for (const step of steps) totals = addTotals(totals, await runStep(`npm run ${step}`, 'npm', ['run', '--silent', step]));
  return reportTotals(addTotals(totals, await runTests()));
}

void main().then((status) => {
  process.exitCode = status;
});
