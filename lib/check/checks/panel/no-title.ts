import { check } from '../../check';
import { panel } from '../../example/example';

export const noTitle = check({
  id: 'panel/no-title',
  severity: 'info',
  title: 'a panel without a title',
  rationale: 'A panel without a title is told from its neighbours by its query only, and cannot be linked to from an alert.',
  subject: 'panel',
  bad: panel('sum(rate(http_requests_total[$__rate_interval]))', { title: '', unit: 'reqps' }),
  good: panel('sum(rate(http_requests_total[$__rate_interval]))', { title: 'Requests', unit: 'reqps' }),
  *find({ title, targets }) {
    if (title.value.trim() === '' && targets.length > 0) yield { message: 'it has no title', spot: { text: title }, fix: 'name what is shown, and of what' };
  },
});
