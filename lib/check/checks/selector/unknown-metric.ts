import { didYouMean } from '../../../core/names';
import type { KnownMetrics } from '../../model/known-metrics';
import { isBuiltIn, variableMark } from '../../analysis/selection';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const unknownMetric = check({
  id: 'selector/unknown-metric',
  severity: 'error',
  title: 'a metric that nobody exports',
  rationale: 'No job exports a metric of this name and no rule records it. The query finds nothing: an alert on it never fires, a panel stays empty.',
  subject: 'expression',
  bad: alerting('sum(rate(http_request_total[5m])) > 100'),
  good: alerting('sum(rate(http_requests_total[5m])) > 100'),
  *find(expression, { rules }) {
    const { known } = expression;
    if (!known.hasCatalog) return;
    for (const selector of expression.selectors) {
      const { name } = selector;
      if (name === undefined || name.includes(variableMark) || isBuiltIn(name) || expression.isVariable(name)) continue;
      if (known.declarations(selector).length > 0 || known.recorded(name) !== undefined || rules.recordingsByName.has(name)) continue;
      yield { message: `no job exports ${name}, and no rule records it`, spot: expression.spot(selector), fix: fixFor(name, known, rules.recordingsByName.keys()) };
    }
  },
});

function fixFor(name: string, known: KnownMetrics, recorded: Iterable<string>): string {
  const family = name.replace(/_(?:bucket|count|sum|total)$/, '');
  const [similar] = known.installation.catalog?.find(family) ?? [];
  if (similar !== undefined && family !== name) {
    return similar.type === 'nativeHistogram' ? `${family} is a native histogram, which has no series ${name}: read ${family} itself` : `${family} is a ${similar.type}: it has no series ${name}`;
  }
  const names = [...(known.installation.catalog?.names ?? []), ...recorded];
  if (names.includes(`${name}_total`)) return `write ${name}_total`;
  return didYouMean(name, names) || 'declare it in the catalog, or record it';
}
