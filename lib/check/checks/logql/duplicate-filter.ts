import type { Stage } from '../../../logql/node';
import { changesLine } from '../../analysis/log-pipeline';
import { check } from '../../check';
import { logPanel } from '../../example/example';

export const duplicateFilter = check({
  id: 'logql/duplicate-filter',
  severity: 'warning',
  title: 'a filter that stands there twice',
  rationale: 'The second one drops nothing. Often one of the two was meant to be another.',
  subject: 'logql',
  bad: logPanel('{service_name="shop-proxy"} |= "payment" |= "payment"', { type: 'logs' }),
  good: logPanel('{service_name="shop-proxy"} |= "payment" |= "failed"', { type: 'logs' }),
  *find(query) {
    for (const { stages } of query.logs) {
      const seen = new Set<string>();
      for (const stage of stages) {
        // What was true of the line or of a label before need not be true again.
        if (changesLine(stage) || stage.kind === 'labelFormat') seen.clear();
        if (stage.kind !== 'lineFilter' && stage.kind !== 'labelFilter') continue;
        const key = meaning(stage);
        if (seen.has(key)) yield { message: 'this filter stands there before', spot: query.spot(stage.span), fix: 'drop it, or write what was meant' };
        seen.add(key);
      }
    }
  },
});

function meaning(stage: Stage): string {
  return JSON.stringify(stage, (key, value: unknown) => (key === 'span' ? undefined : value));
}
