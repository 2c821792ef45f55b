import type { Duration } from '../../lib/core/duration';
import { minutes, seconds } from '../../lib/core/duration';
import type { Quantity } from '../../lib/core/quantity';
import { fraction } from '../../lib/core/quantity';
import { max } from '../../lib/promql/aggregate';
import type { Vector } from '../../lib/promql/vector';
import type { Alert } from '../../lib/rule/alert';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { holds } from '../../lib/rule/scenario/input';
import type { PostgresMetrics } from '../../lib/metric/exporters/postgres';
import type { AlertFace } from './limit-alert';
import { limitAlert } from './limit-alert';

export interface ConnectionsAlertOptions extends Omit<AlertFace, 'kind'> {
  /** Connections in use of those that there may be: of a pool, or of a server. */
  readonly use: Vector<'gauge', 'ratio', 'instance'>;
  readonly limit: Quantity<'ratio'>;
  /** Series of an instance that uses this share. */
  readonly scene: (share: number, instance: string) => readonly InputSeries[];
}

/** Connections run out: `connectionsHigh('ConnectionPoolHigh', { use: ratio(sum(used).by('instance'), max(pool).by('instance')), limit: percent(80), ... })`. */
export function connectionsHigh<const Name extends string>(name: Name, { use, limit, scene, ...face }: ConnectionsAlertOptions): Alert<Name, 'instance'> {
  const instance = 'primary';
  return limitAlert(name, {
    ...face,
    kind: 'capacity',
    when: use.above(limit),
    limit,
    side: 'above',
    tried: { bad: (1 + limit.value) / 2, good: limit.value * 0.9 },
    tells: (share, labels) => `${labels.instance} uses ${share} of its connections.`,
    labels: { instance },
    scene: (share) => scene(share, instance),
  });
}

export interface ReplicationAlertOptions<Job extends string> extends Omit<AlertFace, 'kind'> {
  readonly postgres: PostgresMetrics<Job>;
  /** How far a replica may be behind. */
  readonly limit: Duration;
}

/** A replica is behind. A primary is not asked: what it says of its own lag means nothing. */
export function replicationLagHigh<const Name extends string, Job extends string>(name: Name, { postgres, limit, ...face }: ReplicationAlertOptions<Job>): Alert<Name, 'instance'> {
  const scene = (lag: number, isReplica: 0 | 1, instance: string): readonly InputSeries[] => [holds(postgres.replicationLag, { instance }, seconds(lag)), holds(postgres.isReplica, { instance }, fraction(isReplica))];
  const instance = 'replica';
  return limitAlert(name, {
    ...face,
    kind: 'symptom',
    when: max(postgres.replicationLag).by('instance').above(limit).given(max(postgres.isReplica).by('instance').equals(fraction(1))),
    limit,
    side: 'above',
    tells: (lag, labels) => `${labels.instance} is ${lag} behind.`,
    labels: { instance },
    scene: (lag) => scene(lag, 1, instance),
    quiet: [{ name: 'on the primary, whatever it says', given: scene(limit.value * 100, 0, 'primary'), at: minutes(30) }],
  });
}
