import { seconds } from '../../lib/core/duration';
import { fraction } from '../../lib/core/quantity';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import type { TypedSeries } from '../../lib/metric/series';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import { isDown } from '../../lib/rule/condition/down';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { holds } from '../../lib/rule/scenario/input';
import type { AlertFace } from './limit-alert';

export interface ProbeAlertOptions<L extends string> extends AlertFace {
  /** The probe from outside, by its target: `probeSuccess.where({ target: 'shop' })`. */
  readonly probe: TypedSeries<'gauge', 'ratio', L>;
  readonly target: string;
  /** Where the probe asks, for the scenarios. */
  readonly address: string;
  /** What is told, whether the probe fails or is not made any more. */
  readonly tells: string;
}

/**
 * An alert on a probe from outside that fails, or that nobody makes any more. The probe of another target changes
 * nothing:
 *
 *     probeAlert('BotDown', { probe: probeSuccess.where({ target: 'quickcart-bot' }), target: 'quickcart-bot', ... })
 */
export function probeAlert<const Name extends string, L extends string>(name: Name, options: ProbeAlertOptions<L>): Alert<Name, 'job' | 'target'> {
  const { probe, target, address, tells, service, ...face } = options;
  const made = (value: 0 | 1): InputSeries => holds(probeSuccess, { target, instance: address }, fraction(value));
  const stranger = holds(probeSuccess, { target: 'somebody-else', instance: 'https://example.com/' }, fraction(0));
  const at = seconds(face.for.value + 60);
  const waits = face.for.value >= 60 ? { notYetAt: seconds(face.for.value - 30) } : {};
  return alert<Name, 'ratio', 'job' | 'target'>(name, {
    ...face,
    labels: { service },
    when: isDown<string, 'job' | 'target'>(probe, 'job', 'target'),
    description: () => tells,
    fires: [
      { name: 'when the probe fails', given: [made(0)], ...waits, at, alerts: [{ labels: { job: 'blackbox', target }, description: tells }] },
      { name: 'when nobody probes', given: [stranger], ...waits, at, alerts: [{ labels: { job: 'blackbox', target }, description: tells }] },
    ],
    silent: { name: "while somebody else's probe fails", given: [made(1), stranger], at: [at, seconds(at.value + 1800)] },
  });
}
