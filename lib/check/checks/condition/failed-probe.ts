import { core } from '../../analysis/path';
import { principalThresholds } from '../../analysis/threshold';
import { check } from '../../check';
import { alerting } from '../../example/example';

/** How long the blackbox exporter's probes took, which it exports for those that failed as well. */
const durations: ReadonlySet<string> = new Set(['probe_duration_seconds', 'probe_http_duration_seconds']);

export const failedProbe = check({
  id: 'condition/failed-probe',
  severity: 'warning',
  title: 'a failed probe that counts as a slow one',
  rationale: 'The blackbox exporter exports the duration of every probe, and one that ran into its time-out took longest. The alert on slowness comes with every outage, and says the wrong thing.',
  subject: 'expression',
  bad: alerting('probe_duration_seconds > 3', { catalog: probes() }),
  good: alerting('probe_duration_seconds > 3 and on (job, instance) probe_success == 1', { catalog: probes() }),
  *find(expression) {
    if (expression.purpose !== 'alert' || expression.selectors.some(({ name }) => name === 'probe_success')) return;
    for (const { measured, sign, comparison } of principalThresholds(expression)) {
      const inner = core(measured);
      const selector = inner.kind === 'aggregate' ? core(inner.expression) : inner;
      if ((sign !== '>' && sign !== '>=') || selector.kind !== 'selector' || !durations.has(selector.name ?? '')) continue;
      yield { message: `a probe that failed has a ${selector.name ?? 'duration'} as well`, spot: expression.spot(comparison), fix: 'add: and on (job, instance) probe_success == 1' };
    }
  },
});

function probes(): string {
  return 'metrics:\n  probe_duration_seconds: {type: gauge, unit: seconds, jobs: [blackbox], range: {min: 0}}\n  probe_success: {type: gauge, unit: ratio, jobs: [blackbox], range: {min: 0, max: 1}, lowIsBad: true}\n';
}
