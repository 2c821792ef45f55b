import { thresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const floatEquality = check({
  id: 'condition/float-equality',
  severity: 'warning',
  title: 'a computed value compared for equality',
  rationale: 'Quotients and averages of floating point numbers hardly ever hit a fraction exactly.',
  subject: 'expression',
  bad: alerting('avg(cache_hit_ratio) == 0.5'),
  good: alerting('avg(cache_hit_ratio) <= 0.5'),
  *find(expression) {
    for (const { measured, sign, limit, comparison } of thresholds(expression)) {
      if ((sign !== '==' && sign !== '!=') || !Number.isFinite(limit) || Number.isInteger(limit) || measured.kind === 'selector') continue;
      yield { message: `a computed value is hardly ever exactly ${numberText(limit)}`, spot: expression.spot(comparison), fix: 'compare with >, >=, < or <=' };
    }
  },
});
