import { listed } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { ancestors } from '../../analysis/path';

export const unscoped = check({
  id: 'selector/unscoped',
  severity: 'warning',
  title: 'a metric of several jobs, without a job',
  rationale: 'Several jobs export a metric of this name. Without a matcher on the job, the one whose memory is large by design trips the limit that was meant for another.',
  subject: 'expression',
  bad: alerting('process_resident_memory_bytes > 512 * 1024 * 1024'),
  good: alerting('process_resident_memory_bytes{job="api"} > 512 * 1024 * 1024'),
  *find(expression) {
    if (expression.purpose !== 'alert') return;
    for (const selector of expression.selectors) {
      const jobs = [...new Set(expression.known.declarations(selector).flatMap((declaration) => declaration.jobs))];
      // `up == 0` for whatever is scraped is a rule of its own kind.
      if (jobs.length < 2 || selector.name === 'up' || selector.matchers.some(({ label }) => label === 'job' || label === 'instance')) continue;
      const isGrouped = ancestors(expression, selector).some((node) => node.kind === 'aggregate' && expression.facts(node).labels.known.has('job'));
      if (!isGrouped) yield { message: `${selector.name ?? 'the metric'} is exported by ${listed(jobs)}`, spot: expression.spot(selector), fix: `name the job that is meant: job="${jobs[0] ?? ''}"` };
    }
  },
});
