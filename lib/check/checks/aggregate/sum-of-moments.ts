import { check } from '../../check';
import { alerting } from '../../example/example';

export const sumOfMoments = check({
  id: 'aggregate/sum-of-moments',
  severity: 'error',
  title: 'moments added up',
  rationale: 'A timestamp is a number of seconds since 1970. The sum of two of them is a moment in the next century.',
  subject: 'expression',
  bad: alerting('time() - sum(backup_last_success_timestamp_seconds) > 86400'),
  good: alerting('time() - max(backup_last_success_timestamp_seconds) > 86400'),
  *find(expression) {
    for (const node of expression.aggregates) {
      const { unit, isGuess } = expression.facts(node.expression);
      if (node.operator === 'sum' && unit === 'timestamp') yield { message: 'moments are added up', spot: expression.spot(node), severity: isGuess ? 'warning' : 'error', fix: 'take max() for the latest, min() for the earliest' };
    }
  },
});
