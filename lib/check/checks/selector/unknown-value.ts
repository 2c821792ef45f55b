import { didYouMean } from '../../../core/names';
import type { SelectorMatcher } from '../../../promql/node';
import type { Expression } from '../../analysis/expression';
import { labelsBefore, variableMark } from '../../analysis/selection';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const unknownValue = check({
  id: 'selector/unknown-value',
  severity: 'error',
  title: 'a value that the label never has',
  rationale: 'The label has a closed set of values. A matcher that none of them passes finds nothing; one that excludes none of them does nothing.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{code="5xx"}[5m])) > 10'),
  good: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) > 10'),
  *find(expression) {
    const { known } = expression;
    for (const selector of expression.selectors) {
      const labels = labelsBefore(selector, known);
      for (const matcher of selector.matchers) {
        const { label, operator, value, span } = matcher;
        const values = labels?.get(label)?.values;
        // The bounds of buckets and the jobs have checks of their own.
        if (values === undefined || values === 'open' || label === 'le' || label === 'job' || value.includes(variableMark)) continue;
        const passing = values.filter((candidate) => known.passes(matcher, candidate));
        const isNegative = operator === '!=' || operator === '!~';
        if (passing.length === 0) {
          yield { message: `${label} is one of ${shown(values)}, and none of them is ${operator}"${value}"`, spot: expression.spot(span), fix: fixFor(matcher, values) };
        } else if (isNegative && passing.length === values.length && value !== '') {
          yield { message: `${label} is one of ${shown(values)}, so ${label}${operator}"${value}" excludes nothing`, spot: expression.spot(span), severity: 'warning', fix: didYouMean(value, values) || 'leave the matcher out' };
        } else if (operator === '=~') {
          for (const dead of deadAlternatives(expression, matcher, values)) yield { message: `${label} is never '${dead}': it is one of ${shown(values)}`, spot: expression.spot(span), severity: 'warning', fix: didYouMean(dead, values) || 'leave it out' };
        }
      }
    }
  },
});

function shown(values: readonly string[]): string {
  const most = 8;
  return values.length <= most ? values.join(', ') : `${values.slice(0, most).join(', ')} and ${values.length - most} more`;
}

function fixFor({ operator, value }: SelectorMatcher, values: readonly string[]): string {
  if (operator === '=' && /^\dxx$/i.test(value)) return `write =~"${value.charAt(0)}.."`;
  const near = didYouMean(value, values) || didYouMean(value.toLowerCase(), values);
  return near === '' ? 'take a value that the label has' : near;
}

/** Plain words among alternatives that the label never has. */
function deadAlternatives({ known }: Expression, { value }: SelectorMatcher, values: readonly string[]): readonly string[] {
  if (!/^[\w\-|]+$/.test(value) || !value.includes('|')) return [];
  return value.split('|').filter((word) => word !== '' && !values.some((candidate) => known.passes({ label: '', operator: '=', value: word }, candidate)));
}
