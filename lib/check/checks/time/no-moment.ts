import type { Facts } from '../../analysis/facts';
import { nameOf } from '../../analysis/part-of-whole';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { isNow } from './age';

export const noMoment = check({
  id: 'time/no-moment',
  severity: 'error',
  title: 'the time since something that is no moment',
  rationale: 'The function time() is a number of seconds since 1970. Less a count of jobs, or less milliseconds since 1970, it is a number that means nothing.',
  subject: 'expression',
  bad: alerting('time() - max(jobs_finished_total) > 3600'),
  good: alerting('time() - max(backup_last_success_timestamp_seconds) > 3600'),
  *find(expression) {
    for (const node of expression.binaries) {
      if (node.operator !== '-' || isNow(node.left) === isNow(node.right)) continue;
      const other = isNow(node.left) ? node.right : node.left;
      const facts = expression.facts(other);
      const name = nameOf(other);
      const isMilliseconds = facts.unit === 'milliseconds' || facts.unit === 'ms' || ((facts.unit === undefined || facts.unit === 'timestamp') && name !== undefined && /_(?:ms|millis|milliseconds)$/.test(name) && Math.abs(facts.scale) === 1);
      if (!isMilliseconds && !isSomethingElse(facts)) continue;
      yield {
        message: isMilliseconds ? `${name ?? 'the other side'} is in milliseconds, and time() in seconds` : `${name ?? 'the other side'} is no moment${facts.unit === undefined ? '' : `: its unit is ${facts.unit}`}`,
        spot: expression.spot(other),
        fix: isMilliseconds ? `divide it by 1000: ${name ?? '...'} / 1000` : 'take a metric that holds a Unix timestamp',
      };
    }
  },
});

function isSomethingElse({ unit, constant, isGuess, sample, isLifetime }: Facts): boolean {
  if (constant !== undefined || isGuess) return false;
  return unit === undefined ? sample === 'counter' && isLifetime : unit !== 'timestamp' && unit !== 'seconds';
}
