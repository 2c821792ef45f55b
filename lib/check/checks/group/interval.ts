import { check } from '../../check';
import { ruleFile } from '../../example/example';

const file = (interval: string): string => `groups:\n  - name: shop\n    interval: ${interval}\n    rules:\n      - record: job:http_requests:rate15m\n        expr: sum by (job) (rate(http_requests_total[15m]))\n`;

/** How long a series stays visible after its last sample. Source: --query.lookback-delta, https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness */
const lookback = 300_000;

export const interval = check({
  id: 'group/interval',
  severity: 'warning',
  title: 'series recorded too seldom to be seen',
  rationale: 'A series is visible for five minutes after its last sample. Recorded less often it comes and goes: graphs have holes, and alerts on it end between two evaluations.',
  subject: 'group',
  bad: ruleFile(file('10m')),
  good: ruleFile(file('2m')),
  *find({ interval: every, intervalText, rules }) {
    if (intervalText === undefined || every <= lookback || !rules.some(({ kind }) => kind === 'recording')) return;
    yield { message: 'what this group records is invisible between two evaluations', spot: { text: intervalText }, fix: 'evaluate it at least every four minutes' };
  },
});
