import { unwrapped } from '../../../promql/node';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { ageThresholds } from './age';

/** How long a series stays visible after its last sample. Source: --query.lookback-delta, https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness */
const lookbackSeconds = 300;

export const staleness = check({
  id: 'time/staleness',
  severity: 'error',
  title: 'an age of the last sample that no visible sample has',
  rationale: 'A series is visible for five minutes after its last sample, and gone at once when its target is. The age of a sample that can be seen is never above five minutes.',
  subject: 'expression',
  bad: alerting('time() - timestamp(pg_up) > 600'),
  good: alerting('time() - timestamp(pg_up) > 120'),
  *find(expression) {
    for (const { direction, moment, seconds, sign, comparison } of ageThresholds(expression)) {
      const inner = moment.kind === 'call' && moment.name === 'timestamp' ? moment.arguments[0] : undefined;
      if (inner === undefined || unwrapped(inner).kind !== 'selector' || direction !== 'since' || seconds < lookbackSeconds || (sign !== '>' && sign !== '>=')) continue;
      yield { message: `no sample that can be seen is older than ${lookbackSeconds} seconds, so '${sign} ${numberText(seconds)}' is never true`, spot: expression.spot(comparison), fix: 'use absent(...) or absent_over_time(...[10m])' };
    }
  },
});
