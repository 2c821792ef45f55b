import { didYouMean } from '../../../core/names';
import { labelsBefore } from '../../analysis/selection';
import { listed } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const unknownLabel = check({
  id: 'selector/unknown-label',
  severity: 'error',
  title: 'a matcher on a label that the metric does not have',
  rationale: 'A series without the label counts as one with an empty value. A matcher that wants a value then finds nothing; one that forbids a value lets everything pass.',
  subject: 'expression',
  bad: alerting('sum(rate(http_requests_total{status=~"5.."}[5m])) > 10'),
  good: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) > 10'),
  *find(expression) {
    const { known } = expression;
    for (const selector of expression.selectors) {
      const labels = labelsBefore(selector, known);
      if (labels === undefined) continue;
      for (const matcher of selector.matchers) {
        const { label, operator, value, span } = matcher;
        if (label === '__name__' || labels.has(label)) continue;
        const passesEmpty = known.passes(matcher, '');
        if (passesEmpty && operator !== '!=' && operator !== '!~') continue;
        yield {
          message: passesEmpty ? `${selector.name ?? 'the metric'} has no label '${label}', so this matcher lets everything pass` : `${selector.name ?? 'the metric'} has no label '${label}', so nothing is ${label}${operator}"${value}"`,
          spot: expression.spot(span),
          severity: passesEmpty ? 'warning' : 'error',
          fix: didYouMean(label, labels.keys()) || `its labels are ${listed([...labels.keys()])}`,
        };
      }
    }
  },
});
