import { didYouMean } from '../../../core/names';
import { places } from '../../analysis/places';
import { listed } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { templateTexts } from './texts';

export const unknownLabel = check({
  id: 'template/unknown-label',
  severity: 'error',
  title: 'a text that uses a label which the expression does not yield',
  rationale: 'Aggregation keeps only the labels it names. A text that uses another renders with a hole in it, at night, to the one who must know which instance is down.',
  subject: 'alert',
  bad: alerting('sum by (route) (rate(http_requests_total[5m])) > 100', { description: 'Too many requests for {{ $labels.instance }}.' }),
  good: alerting('sum by (route) (rate(http_requests_total[5m])) > 100', { description: 'Too many requests for {{ $labels.route }}.' }),
  *find(alert) {
    const result = alert.expression?.result;
    if (result === undefined || result.labels.hasOthers) return;
    const { known } = result.labels;
    for (const { text, template } of templateTexts(alert)) {
      for (const { label, span, isGuarded } of template.labels) {
        const facts = known.get(label);
        if (isGuarded || (facts !== undefined && !facts.isOptional)) continue;
        if (facts !== undefined) {
          yield { message: `only one side of 'or' has the label '${label}': for the other the text has a hole`, spot: { text, span }, severity: 'info', fix: `ask first: {{ with $labels.${label} }}...{{ end }}` };
          continue;
        }
        const isOwn = alert.labels.has(label) || label === 'alertname';
        yield {
          message: isOwn ? `'${label}' is a label that the rule sets, and $labels holds those of the expression only` : `the expression does not yield the label '${label}'`,
          spot: { text, span },
          severity: places.has(label) ? 'warning' : 'error',
          fix: isOwn ? 'write the value itself' : didYouMean(label, known.keys()) || (known.size === 0 ? 'it yields no labels: group by those that the text needs' : `it yields ${listed([...known.keys()])}`),
        };
      }
    }
  },
});
