import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import type { Facts } from '../../analysis/facts';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** Nobody waits until nine tenths of a percent of a disk are used. */
const surelyShare = 0.6;

export const ratioForPercent = check({
  id: 'unit/ratio-for-percent',
  severity: 'error',
  title: 'a percentage compared with a share',
  rationale: 'A value in percent lies between 0 and 100. Held against 0.9 where ninety percent are meant, it is compared with less than one percent.',
  subject: 'expression',
  bad: alerting('100 * (1 - node_filesystem_avail_bytes / node_filesystem_size_bytes) > 0.9'),
  good: alerting('100 * (1 - node_filesystem_avail_bytes / node_filesystem_size_bytes) > 90'),
  *find(expression) {
    for (const { measured, sign, limit, limitNode } of thresholds(expression)) {
      if (!isPercent(expression.facts(measured)) || limit <= 0 || limit >= 1) continue;
      const isSure = limit >= surelyShare || sign === '<' || sign === '<=';
      yield {
        message: `a value in percent is compared with ${numberText(limit)}, which is ${numberText(limit)} %`,
        spot: expression.spot(limitNode),
        severity: isSure ? 'error' : 'warning',
        fix: `write ${numberText(limit * 100)} for ${numberText(limit * 100)} %, or leave out the factor 100`,
      };
    }
  },
});

export function isPercent({ unit, scale, share, isGuess }: Facts): boolean {
  const isHundredfold = Math.abs(Math.abs(scale) - 100) < 1e-6;
  if (isHundredfold) return unit === 'ratio' || share !== undefined;
  return !isGuess && (unit === 'percent' || unit === '%' || unit === 'percentage') && Math.abs(scale) === 1;
}
