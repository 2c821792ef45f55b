import type { Node } from '../../../promql/node';
import { unwrapped } from '../../../promql/node';
import { core, isRateCall, sources } from '../../analysis/path';
import { principalThresholds } from '../../analysis/threshold';
import { numberText } from '../../analysis/words';
import type { AlertSubject } from '../../model/subject';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const perSecond = check({
  id: 'ratio/per-second',
  severity: 'error',
  title: 'events per second taken for a share',
  rationale: 'A rate counts events per second. Compared with 0.05 it asks for one failure in twenty seconds: a busy service is above it with a tiny share of failures, a quiet one never.',
  subject: 'alert',
  bad: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) > 0.05', { name: 'HighErrorRate', description: 'More than 5% of requests fail.' }),
  good: alerting('sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05\nand sum(rate(http_requests_total[5m])) > 1', { name: 'HighErrorRate', description: 'More than 5% of requests fail.' }),
  *find(alert) {
    const { expression } = alert;
    if (expression === undefined) return;
    for (const { measured, limit, comparison } of principalThresholds(expression)) {
      const rate = rateOf(measured);
      const { unit, share, scale } = expression.facts(measured);
      if (rate === undefined || limit <= 0 || limit >= 1 || share !== undefined || scale !== 1 || unit === 'ratio' || unit === 'bytes/s') continue;
      const isFiltered = sources(expression, rate).some(({ selector }) => selector.matchers.some(({ label }) => label !== 'job' && label !== 'instance' && label !== 'namespace'));
      const { saysShare, saysPerSecond, isNamedSo } = evidence(alert);
      if (!saysShare && !(isNamedSo && isFiltered)) continue;
      yield {
        message: `events per second are compared with ${numberText(limit)}, as if they were a share`,
        spot: expression.spot(comparison),
        severity: saysPerSecond ? 'warning' : 'error',
        fix: 'divide by the rate of all events: sum(rate(...)) / sum(rate(...))',
      };
    }
  },
});

function rateOf(node: Node): Node | undefined {
  const inner = core(node);
  if (isRateCall(inner)) return inner.name === 'increase' ? undefined : inner;
  return inner.kind === 'aggregate' && inner.operator === 'sum' ? rateOf(unwrapped(inner.expression)) : undefined;
}

const shareName = /(?:error|fail\w*|success|conversion|drop\w*|loss|hit|miss|reject\w*)s?(?:rate|ratio|share|percent\w*)|percent|ratio/i;

function evidence({ name, annotations }: AlertSubject): { readonly saysShare: boolean; readonly saysPerSecond: boolean; readonly isNamedSo: boolean } {
  const text = [...annotations.values()].map(({ value }) => value).join('\n');
  return {
    saysShare: /humanizePercentage|\d\s?%|\}\}\s?%|\bpercent/i.test(text),
    saysPerSecond: /per second|per sec\b|\/s\b|\/sec\b|\brps\b/i.test(text),
    isNamedSo: shareName.test(name.value),
  };
}
