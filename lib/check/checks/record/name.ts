import { check } from '../../check';
import { recording } from '../../example/example';

export const name = check({
  id: 'record/name',
  severity: 'info',
  title: 'a recorded series that looks like a scraped one',
  rationale: 'Recorded series are called level:metric:operations, with a colon. Whoever reads such a name knows that a rule stands behind it, what was done, and which labels are left.',
  subject: 'recording',
  bad: recording('http_requests_rate5m', 'sum by (job) (rate(http_requests_total[5m]))'),
  good: recording('job:http_requests:rate5m', 'sum by (job) (rate(http_requests_total[5m]))'),
  *find({ name: text }) {
    if (!text.value.includes(':')) yield { message: `'${text.value}' has no colon`, spot: { text }, fix: 'write level:metric:operations, as in job:http_requests:rate5m' };
  },
});
