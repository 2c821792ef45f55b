import { seconds } from '../../lib/core/duration';
import type { LabelSpec } from '../../lib/metric/declaration';
import type { Gauge } from '../../lib/metric/metric';
import type { Alert } from '../../lib/rule/alert';
import { alert } from '../../lib/rule/alert';
import { isDown } from '../../lib/rule/condition/down';
import type { InputSeries } from '../../lib/rule/scenario/input';
import type { AlertFace } from './limit-alert';

export interface DownAlertOptions<Spec extends LabelSpec, Job extends string> extends AlertFace {
  /** 1 while the component answers: `pg_up`, `redis_up`, `up`. */
  readonly up: Gauge<'ratio', Spec, Job>;
  /** What is told, whether it does not answer or nothing is known of it. */
  readonly tells: string;
  /** The series with this value, of one instance. */
  readonly scene: (value: 0 | 1, instance: string) => InputSeries;
}

/**
 * An alert on a component that does not answer, or of which nothing is known any more: an exporter that is gone must not
 * look like a component that is well.
 *
 *     downAlert('DatabaseDown', { up: postgres.up, ... })   // min by (job) (pg_up{job="postgres"}) == 0 or absent(pg_up{job="postgres"})
 */
export function downAlert<const Name extends string, Spec extends LabelSpec, Job extends string>(name: Name, options: DownAlertOptions<Spec, Job>): Alert<Name, 'job'> {
  const { up, tells, scene, service, ...face } = options;
  const [job] = up.declaration.jobs;
  const expected = [{ labels: { job: job ?? '' }, description: tells }];
  const [early, at] = [seconds(face.for.value - 30), seconds(face.for.value + 60)];
  const waits = face.for.value >= 60 ? { notYetAt: early } : {};
  return alert<Name, 'ratio', 'job'>(name, {
    ...face,
    labels: { service },
    when: isDown<string, 'job'>(up, 'job'),
    description: () => tells,
    fires: [
      { name: 'when one of two does not answer', given: [scene(1, 'a'), scene(0, 'b')], ...waits, at, alerts: expected },
      { name: 'when nothing is known of it', given: [], ...waits, at, alerts: expected },
    ],
    silent: { name: 'while all answer', given: [scene(1, 'a'), scene(1, 'b')], at: [at, seconds(at.value + 1800)] },
  });
}
