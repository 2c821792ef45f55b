import { seconds } from '../../lib/core/duration';
import { fraction } from '../../lib/core/quantity';
import { probeSuccess } from '../../lib/metric/exporters/blackbox';
import type { TypedSeries } from '../../lib/metric/series';
import type { Condition } from '../../lib/promql/vector';
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
  const { probe, target, address, tells, ...face } = options;
  return probed(name, isDown<string, 'job' | 'target'>(probe, 'job', 'target'), [{ target, address }], () => tells, face);
}

/** Somebody else whom a system needs. */
interface ProbedTarget {
  readonly target: string;
  readonly address: string;
}

export interface ProbesAlertOptions extends AlertFace {
  readonly targets: readonly [ProbedTarget, ...ProbedTarget[]];
  readonly tells: (target: string) => string;
}

/**
 * The same for several targets of one kind, each of which is told of by itself:
 *
 *     probesAlert('ThirdPartyDown', { targets: [{ target: 'payment-a', address: 'https://a.example.com/' }, ...], ... })
 */
export function probesAlert<const Name extends string>(name: Name, { targets, tells, ...face }: ProbesAlertOptions): Alert<Name, 'job' | 'target'> {
  const [first, ...others] = targets.map(({ target }) => isDown<string, 'job' | 'target'>(probeSuccess.where({ target }), 'job', 'target'));
  if (first === undefined) throw new RangeError(`${name} has no target`);
  return probed(name, others.reduce((all, one) => all.or(one), first), targets, tells, face);
}

function probed<const Name extends string>(name: Name, when: Condition<'ratio', 'job' | 'target'>, targets: readonly ProbedTarget[], tells: (target: string) => string, { service, ...face }: AlertFace): Alert<Name, 'job' | 'target'> {
  const made = ({ target, address }: ProbedTarget, value: 0 | 1): InputSeries => holds(probeSuccess, { target, instance: address }, fraction(value));
  const stranger = holds(probeSuccess, { target: 'somebody-else', instance: 'https://example.com/' }, fraction(0));
  const answering = targets.map((one) => made(one, 1));
  const told = ({ target }: ProbedTarget) => ({ labels: { job: 'blackbox', target }, description: tells(target) });
  const at = seconds(face.for.value + 60);
  const waits = face.for.value >= 60 ? { notYetAt: seconds(face.for.value - 30) } : {};
  return alert<Name, 'ratio', 'job' | 'target'>(name, {
    ...face,
    labels: { service },
    when,
    description: ({ labels }) => (targets.length === 1 ? tells(targets[0]?.target ?? '') : tells(labels.target)),
    fires: [
      { name: 'when every probe fails', given: targets.map((one) => made(one, 0)), ...waits, at, alerts: targets.map(told) },
      { name: 'when nobody probes', given: [stranger], ...waits, at, alerts: targets.map(told) },
      ...(targets.length === 1 ? [] : targets.map((failing) => ({ name: `when only the probe of ${failing.target} fails`, given: targets.map((one) => made(one, one === failing ? 0 : 1)), ...waits, at, alerts: [told(failing)] }))),
    ],
    silent: { name: "while somebody else's probe fails", given: [...answering, stranger], at: [at, seconds(at.value + 1800)] },
  });
}
