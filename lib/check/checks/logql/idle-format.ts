import { readsLine } from '../../analysis/log-pipeline';
import { check } from '../../check';
import { alerting } from '../../example/example';

export const idleFormat = check({
  id: 'logql/idle-format',
  severity: 'warning',
  title: 'a line that is written anew and then only counted',
  rationale: 'The number of lines does not depend on what stands in them. Only bytes, a later filter or a later parser would see the new line.',
  subject: 'logql',
  bad: alerting('sum(count_over_time({service_name="shop-proxy"} |= "payment failed" | line_format "{{.env}}" [5m])) > 10'),
  good: alerting('sum(bytes_over_time({service_name="shop-proxy"} |= "payment failed" | line_format "{{.env}}" [5m])) > 1000'),
  *find(query) {
    for (const { range, operator } of query.ranges) {
      if (operator === 'bytes_over_time' || operator === 'bytes_rate') continue;
      const { stages } = range.log;
      for (const [index, stage] of stages.entries()) {
        const isFormat = stage.kind === 'lineFormat' || stage.kind === 'decolorize';
        if (isFormat && !stages.slice(index + 1).some(readsLine)) yield { message: 'nobody reads the line behind this', spot: query.spot(stage.span), fix: 'drop it' };
      }
    }
  },
});
