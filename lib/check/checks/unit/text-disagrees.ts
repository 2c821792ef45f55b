import { isCalculated } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import type { TextQuantity } from '../../analysis/text-quantity';
import { quantitiesIn, spelledOut } from '../../analysis/text-quantity';
import { principalThresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';
import type { AlertSubject } from '../../model/subject';
import { isPercent } from './ratio-for-percent';

export const textDisagrees = check({
  id: 'unit/text-disagrees',
  severity: 'error',
  title: 'a threshold that is not the one its text names',
  rationale: 'Where the text says 24 hours and the expression compares seconds with 24, one of them is wrong by exactly the factor between the two units.',
  subject: 'alert',
  bad: alerting('max by (queue) (queue_oldest_age_seconds) > 15', { summary: 'The oldest job has been waiting for 15 minutes.' }),
  good: alerting('max by (queue) (queue_oldest_age_seconds) > 900', { summary: 'The oldest job has been waiting for 15 minutes.' }),
  *find(alert) {
    const { expression } = alert;
    if (expression === undefined) return;
    const limits = principalThresholds(expression);
    const [only] = limits;
    // With several limits nobody knows which of them the text is about.
    if (only === undefined || new Set(limits.map(({ limit }) => limit)).size !== 1 || only.limit === 0) return;
    const facts = expression.facts(only.measured);
    const unit = facts.unit === 'seconds' || facts.unit === 'bytes' ? facts.unit : facts.unit === 'ratio' || facts.share !== undefined || isPercent(facts) ? 'ratio' : undefined;
    if (unit === undefined) return;
    const declaredPercent = isPercent(facts) && Math.abs(facts.scale) === 1 ? 100 : 1;
    const limit = Math.abs(only.limit / facts.scale) / declaredPercent;
    const named = quantities(alert, expression).filter((quantity) => quantity.unit === unit);
    if (named.some(({ values }) => values.some((value) => isSame(value, limit) || (unit === 'ratio' && isSame(1 - value, limit))))) return;
    for (const { values, text } of named) {
      if (!values.some((value) => factorsOf[unit].some((factor) => isSame(value, limit * factor) || isSame(limit, value * factor)))) continue;
      yield {
        message: `the text says ${text}, and the limit is ${inWords(limit, unit)}`,
        spot: expression.spot(only.limitNode),
        severity: facts.isGuess ? 'warning' : 'error',
        fix: `write ${numberText((values[0] ?? 0) * Math.abs(facts.scale) * declaredPercent)} if ${text} is right`,
      };
      return;
    }
  },
});

/** Factors between units that people mistake for each other. */
const factorsOf: Readonly<Record<TextQuantity['unit'], readonly number[]>> = {
  seconds: [60, 1000, 3600, 86_400, 60_000, 3_600_000],
  bytes: [1e3, 1024, 1e6, 1024 ** 2, 1e9, 1024 ** 3],
  ratio: [100],
};

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));
}

function inWords(limit: number, unit: TextQuantity['unit']): string {
  return unit === 'ratio' ? `${numberText(limit * 100)} %` : `${numberText(limit)} ${unit}`;
}

/** What the name and the texts say, without the lengths of time that are a window or a waiting time. */
function quantities({ name, annotations, ...alert }: AlertSubject, expression: Expression): readonly TextQuantity[] {
  const lapses = [alert.for, alert.keepFiringFor, ...[...expression.ranges, ...expression.subqueries].map(({ range }) => (isCalculated(range) ? 0 : range.milliseconds))].map((lapse) => lapse / 1000);
  const texts = [spelledOut(name.value), ...['summary', 'description', 'message'].map((key) => annotations.get(key)?.value ?? '')];
  return texts.flatMap(quantitiesIn).filter(({ unit, values }) => unit !== 'seconds' || !values.some((value) => lapses.some((lapse) => isSame(lapse, value))));
}
