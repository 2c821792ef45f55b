import { thresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const rawCompared = check({
  id: 'counter/raw-compared',
  severity: 'error',
  title: 'a counter compared as it is',
  rationale: 'A counter only grows until its process restarts. Once above a threshold it stays there, whatever happens, and an alert on it fires for ever.',
  subject: 'expression',
  bad: alerting('sum by (queue) (jobs_finished_total{status="failed"}) > 10'),
  good: alerting('sum by (queue) (increase(jobs_finished_total{status="failed"}[1h])) > 10'),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    for (const { measured, sign, limit, comparison, role } of thresholds(expression)) {
      const { isLifetime, isGuess, share, unit } = expression.facts(measured);
      // A ratio of two counters is another check's, a test for zero asks whether it ever happened.
      if (!isLifetime || share !== undefined || unit === 'ratio' || sign === '==' || sign === '!=' || limit < 0) continue;
      const isZeroTest = limit === 0 || (limit === 1 && sign !== '>');
      if (isZeroTest && role !== 'principal') continue;
      yield {
        message: isZeroTest ? 'once this has happened, it stays true until the process restarts' : 'a counter is compared that only ever grows until its process restarts',
        spot: expression.spot(comparison),
        severity: isZeroTest || isGuess ? 'warning' : 'error',
        fix: 'compare what came in lately: increase(...[1h]) or rate(...[5m])',
      };
    }
  },
});
