import { reportTotals, runTests } from './testing/run-tests';

/** `npm test`: every test there is, and one line that counts what really ran. */
void runTests().then((totals) => {
  process.exitCode = reportTotals(totals);
});
