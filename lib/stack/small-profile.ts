import type { WorkloadEstimate } from '../component/shared/estimate';
import { days, hours, seconds } from '../core/duration';
import { kibibytes, percent, quantity } from '../core/quantity';
import type { Profile, ProfileOptions, Replicas, TraceSampling } from './profile';
import { commonParts } from './profile';

/**
 * A few applications on a few nodes: 100,000 series every 15 seconds, 2.5 GB of logs and four million spans a day.
 * Metrics stay 15 days, which is Prometheus' own default, logs 30 days, traces three days, which is badger's own default
 * in Jaeger.
 */
const smallWorkload: WorkloadEstimate = {
  activeSeries: quantity(100_000, 'series'),
  scrapeInterval: seconds(15),
  logRate: quantity(kibibytes(30).value, 'bytes/s'),
  spanRate: quantity(50, 'spans/s'),
  nodes: quantity(3, 'nodes'),
  retention: { metrics: days(15), logs: days(30), traces: days(3) },
  outage: hours(6),
};

const oneOfEach: Replicas = {
  prometheus: 1,
  alertmanager: 1,
  loki: 1,
  grafana: 1,
  jaeger: 1,
  // A single gateway needs nobody in front of it.
  'otel-collector-balancer': 0,
  'otel-collector-gateway': 1,
  'blackbox-exporter': 1,
};

const everything: TraceSampling = { atSource: { share: percent(100) }, afterwards: 'keep-all' };

/**
 * One of each component on local volumes: a loss of a node is a gap until it is back.
 *
 *     smallProfile({ workload: { activeSeries: quantity(400_000, 'series'), retention: { logs: days(90) } } })
 */
export function smallProfile(options: ProfileOptions = {}): Profile {
  return Object.freeze<Profile>({
    kind: 'small',
    ...commonParts(options, { workload: smallWorkload, sampling: everything }),
    replicas: oneOfEach,
    logStore: { kind: 'filesystem' },
    traceStore: { kind: 'badger' },
    grafanaDatabase: { kind: 'sqlite' },
  });
}
