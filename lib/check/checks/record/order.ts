import type { RuleSubject } from '../../model/subject';
import { check } from '../../check';
import { rules } from '../../example/example';

const total = '- record: job:http_requests:rate5m\n  expr: sum by (job) (rate(http_requests_total[5m]))';
const reader = '- record: all:http_requests:rate5m\n  expr: sum(job:http_requests:rate5m)';

export const order = check({
  id: 'record/order',
  severity: 'warning',
  title: 'a rule that reads what a later one records',
  rationale: 'The rules of a group run one after the other. A rule that stands before the one it reads sees the value of the last round: it lags by one interval, and after a restart finds nothing.',
  subject: 'group',
  bad: rules(`${reader}\n${total}`),
  good: rules(`${total}\n${reader}`),
  *find({ rules: all }) {
    const lastOf = new Map<string, RuleSubject>();
    for (const rule of all) if (rule.kind === 'recording') lastOf.set(rule.name.value, rule);
    for (const rule of all) {
      for (const selector of rule.expression?.selectors ?? []) {
        const source = lastOf.get(selector.name ?? '');
        if (source === undefined || source.index <= rule.index || rule.expression === undefined || source.name.value === rule.name.value) continue;
        yield { message: `${source.name.value} is recorded further down in the same group`, rule, spot: rule.expression.spot(selector), fix: 'move the recording rule before its reader' };
      }
    }
  },
});
