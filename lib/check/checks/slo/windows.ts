import { formatDuration, milliseconds } from '../../../core/duration';
import { unwrapped } from '../../../promql/node';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';
import type { BurnThreshold } from './burn-rate';
import { burnThresholds } from './burn-rate';

const burn = (long: string, short: string, second = '14.4'): string =>
  [long, short]
    .map((window, index) => `sum(rate(http_requests_total{code=~"5.."}[${window}])) / sum(rate(http_requests_total[${window}])) > ${index === 0 ? '14.4' : second} * 0.001`)
    .join('\nand\n');

export const windows = check({
  id: 'slo/windows',
  severity: 'warning',
  title: 'two windows of a burn rate that do not fit together',
  rationale: 'The long window says that much of the budget is gone, the short one that it is still going. The SRE workbook takes a twelfth of the long one, and the same factor for both (https://sre.google/workbook/alerting-on-slos/).',
  subject: 'expression',
  bad: alerting(burn('1h', '1h'), { for: '' }),
  good: alerting(burn('1h', '5m'), { for: '' }),
  *find(expression) {
    const all = burnThresholds(expression);
    for (const node of expression.binaries) {
      if (node.operator !== 'and') continue;
      const [a, b] = [node.left, node.right].map((side) => all.find(({ comparison }) => comparison === unwrapped(side)));
      if (a?.window === undefined || b?.window === undefined) continue;
      const complaint = complaintAbout(a, b, a.window, b.window);
      if (complaint !== undefined) yield { ...complaint, spot: expression.spot(b.comparison) };
    }
  },
});

function complaintAbout(a: BurnThreshold, b: BurnThreshold, windowA: number, windowB: number): { readonly message: string; readonly fix: string; readonly severity: 'warning' | 'info' } | undefined {
  const [long, short] = [Math.max(windowA, windowB), Math.min(windowA, windowB)];
  const text = formatDuration(milliseconds(long));
  const twelfth = formatDuration(milliseconds(long / 12));
  if (long === short) return { message: `both windows are ${text}, so the second says nothing new`, fix: `take ${twelfth} for one of them`, severity: 'warning' };
  if (a.factor !== b.factor) return { message: `the windows are held against different burn rates, ${numberText(a.factor)} and ${numberText(b.factor)}`, fix: 'take one factor for both', severity: 'warning' };
  if (long / short < 6 || long / short > 24) return { message: `the short window is one ${numberText(Math.round(long / short))}th of the long one`, fix: `take ${twelfth} beside ${text}`, severity: 'info' };
  return undefined;
}
