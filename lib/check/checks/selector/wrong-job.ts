import { didYouMean } from '../../../core/names';
import { variableMark } from '../../analysis/selection';
import { listed } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const wrongJob = check({
  id: 'selector/wrong-job',
  severity: 'error',
  title: 'a job that does not export the metric',
  rationale: 'The catalog names the jobs that export each metric. A selector for another job finds nothing.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{job="worker"}[5m])) > 10'),
  good: alerting('sum(rate(http_requests_total{job="api"}[5m])) > 10'),
  *find(expression) {
    const { known } = expression;
    for (const selector of expression.selectors) {
      const jobs = known.declarations(selector).flatMap((declaration) => declaration.jobs);
      const matchers = selector.matchers.filter(({ label, value }) => label === 'job' && !value.includes(variableMark));
      const [first] = matchers;
      if (jobs.length === 0 || first === undefined || jobs.some((job) => matchers.every((matcher) => known.passes(matcher, job)))) continue;
      yield {
        message: `${selector.name ?? 'the metric'} is exported by ${listed(jobs)}, not by ${first.operator}"${first.value}"`,
        spot: expression.spot(first.span),
        fix: didYouMean(first.value, jobs) || `write job="${jobs[0] ?? ''}"`,
      };
    }
  },
});
