import type { BinaryNode } from '../../../promql/node';
import { isComparison } from '../../../promql/node';
import type { Facts } from '../../analysis/facts';
import { isVectorFacts } from '../../analysis/facts';
import { differenceUnit, sumUnit } from '../../../core/unit';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const mixed = check({
  id: 'unit/mixed',
  severity: 'error',
  title: 'two units added or compared',
  rationale: 'Seconds and bytes cannot be added, subtracted or held against each other: the result is a number that means nothing.',
  subject: 'expression',
  bad: alerting('process_resident_memory_bytes > on (instance) http_active_connections'),
  good: alerting('node_filesystem_avail_bytes < 0.1 * node_filesystem_size_bytes'),
  *find(expression) {
    for (const node of expression.binaries) {
      const [left, right] = [expression.facts(node.left), expression.facts(node.right)];
      const clash = clashOf(node, left, right);
      if (clash === undefined) continue;
      yield {
        message: `${unitText(left)} and ${unitText(right)} are ${isComparison(node.operator) ? 'compared' : node.operator === '+' ? 'added' : 'subtracted'}`,
        spot: expression.spot(node),
        severity: left.isGuess || right.isGuess ? 'warning' : clash,
        fix: 'convert one side, or take the metric that was meant',
      };
    }
  },
});

function clashOf({ operator }: BinaryNode, left: Facts, right: Facts): 'error' | 'warning' | undefined {
  if (operator !== '+' && operator !== '-' && !isComparison(operator)) return undefined;
  if (left.constant !== undefined || right.constant !== undefined || left.unit === undefined || right.unit === undefined) return undefined;
  if (!isVectorFacts(left) && !isVectorFacts(right)) return undefined;
  const [a, b] = [left.unit, right.unit];
  const fits = operator === '+' ? sumUnit(a, b) !== undefined : operator === '-' ? differenceUnit(a, b) !== undefined : a === b;
  if (fits) return undefined;
  return clashes(a, b) ? 'error' : 'warning';
}

/** Units that every installation means alike; other words are compared with less confidence, because `hits` and `misses` can well be added. */
const baseUnits: ReadonlySet<string> = new Set(['seconds', 'bytes', 'timestamp', 'celsius', 'volts', 'amperes', 'joules', 'meters', 'grams', 'milliseconds', 'minutes', 'hours', 'days', 'kilobytes', 'megabytes', 'gigabytes', 'bits']);

function clashes(a: string, b: string): boolean {
  const [stemA, stemB] = [a.replace(/\/s$/, ''), b.replace(/\/s$/, '')];
  if (baseUnits.has(stemA) || baseUnits.has(stemB)) return true;
  const isMoney = /^[A-Z]{3}$/.test(stemA) && /^[A-Z]{3}$/.test(stemB);
  // One counts, the other counts per second.
  return isMoney || stemA === stemB;
}

function unitText({ unit = '' }: Facts): string {
  const per = unit.endsWith('/s') ? `${unit.slice(0, -2)} per second` : unit;
  return per === 'ratio' ? 'shares' : per === 'timestamp' ? 'moments' : per;
}
