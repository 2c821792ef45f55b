import { check } from '../../check';
import { ruleFile } from '../../example/example';

const total = '      - record: job:http_requests:rate5m\n        expr: sum by (job) (rate(http_requests_total[5m]))\n';
const reader = '      - record: all:http_requests:rate5m\n        expr: sum(job:http_requests:rate5m)\n';

export const otherGroup = check({
  id: 'record/other-group',
  severity: 'info',
  title: 'a recording that builds on one of another group',
  rationale: 'Groups are evaluated each at its own moment. A rule that reads what another group records sees a value of up to one interval ago, so two series that belong together disagree; within a group the rules run one after the other.',
  subject: 'rules',
  bad: ruleFile(`groups:\n  - name: rates\n    rules:\n${total}  - name: totals\n    rules:\n${reader}`),
  good: ruleFile(`groups:\n  - name: rates\n    rules:\n${total}${reader}`),
  *find({ recordings, recordingsByName }) {
    for (const rule of recordings) {
      for (const selector of rule.expression?.selectors ?? []) {
        const recorders = recordingsByName.get(selector.name ?? '') ?? [];
        const [first] = recorders;
        if (first === undefined || rule.expression === undefined || recorders.some(({ group }) => group === rule.group)) continue;
        // A slower group has to be one of its own, and of a long range the last sample matters little.
        if (first.group.interval !== rule.group.interval || rule.expression.ranges.some((range) => range.selector === selector)) continue;
        yield { message: `${first.name.value} is recorded by the group ${first.group.name.value}, at another moment`, rule, spot: rule.expression.spot(selector), fix: 'move both rules into one group' };
      }
    }
  },
});
