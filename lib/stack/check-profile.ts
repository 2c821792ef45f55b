import { copies } from '../component/loki/config';
import { schemaFaults } from '../component/loki/schema';
import { schemasOf } from '../component/loki/store';
import type { StackIdentity } from '../component/shared/identity';
import { constructPath } from '../component/shared/identity';
import { days, formatDuration } from '../core/duration';
import type { Problem } from '../core/problem';
import type { Profile, ReplicatedComponent } from './profile';

/** What a profile asks for that its components cannot do. */
export function profileProblems(stack: StackIdentity, profile: Profile): readonly Problem[] {
  const { replicas, workload, logStore, traceStore, grafanaDatabase, sampling } = profile;
  const of = (component: ReplicatedComponent, check: string, message: string, why: string, fix: string): Problem => ({
    check: `profile/${check}`,
    severity: 'error',
    message,
    place: { subject: constructPath(stack, component) },
    why,
    fix,
  });
  const problems: Problem[] = [];
  for (const [component, count] of counted(replicas)) {
    const least = component === 'otel-collector-balancer' ? 0 : 1;
    if (Number.isInteger(count) && count >= least) continue;
    problems.push(of(component, 'replicas', `${String(count)} replicas`, 'nothing would run', `write a whole number from ${String(least)}`));
  }
  if (logStore.kind === 'filesystem' && replicas.loki > 1) {
    problems.push(of('loki', 'local-logs', `${String(replicas.loki)} replicas of Loki on the local file system`, 'each would have logs that the others do not see', 'give them a bucket, or write one replica'));
  }
  if (logStore.kind === 's3' && replicas.loki > 1 && replicas.loki < copies) {
    problems.push(of('loki', 'too-few-copies', `${String(replicas.loki)} replicas of Loki keep ${String(copies)} copies of each line`, 'a line is only taken when a majority of the copies is written, and the loss of one replica would stop that', `write at least ${String(copies)} replicas, or one`));
  }
  problems.push(...schemaFaults(schemasOf(logStore)).map(({ check, message, why, fix }) => of('loki', check, message, why, fix)));
  if (traceStore.kind === 'badger' && replicas.jaeger > 1) {
    problems.push(of('jaeger', 'local-traces', `${String(replicas.jaeger)} replicas of Jaeger on badger`, 'each would have traces that the others do not see', 'give them OpenSearch or Cassandra, or write one replica'));
  }
  if (grafanaDatabase.kind === 'sqlite' && replicas.grafana > 1) {
    problems.push(of('grafana', 'local-database', `${String(replicas.grafana)} replicas of Grafana with a database in a file`, 'each would have users and annotations that the others do not see', 'give them PostgreSQL, or write one replica'));
  }
  if (sampling.afterwards !== 'keep-all' && replicas['otel-collector-gateway'] > 1 && replicas['otel-collector-balancer'] === 0) {
    problems.push(of('otel-collector-gateway', 'scattered-traces', `${String(replicas['otel-collector-gateway'])} gateways decide about traces, and no balancer is in front of them`, 'the spans of one trace would meet different gateways, none of which sees the whole', 'write at least one balancer'));
  }
  for (const { streams, keep } of workload.retention.logClasses ?? []) {
    const name = `the class of ${Object.entries(streams).map(([label, value]) => `${label}=${value}`).join(', ') || 'no labels'}`;
    if (keep.value < days(1).value) problems.push(of('loki', 'short-retention', `${name} is kept for ${formatDuration(keep)}`, 'Loki deletes by the day', 'write at least days(1)'));
    if (Object.keys(streams).length === 0) problems.push(of('loki', 'class-of-all', `${name} is every stream`, 'all that follows would never count', 'name a label, or change the retention of all logs'));
  }
  const classed = (workload.retention.logClasses ?? []).reduce((sum, { share }) => sum + share.value, 0);
  if (classed > 1) problems.push(of('loki', 'shares', `the classes of logs make ${String(Number((classed * 100).toPrecision(4)))} % of all logs`, 'the volume would be sized for more than there is', 'write shares that add up to 100 % at most'));
  return [...problems, ...shares(profile).filter(([, share]) => !(share >= 0 && share <= 1)).map(([what, share]) => of('jaeger', 'share', `${what} is ${String(share)}`, 'it is a share of traces', 'write percent() of 0 to 100'))];
}

function counted(replicas: Profile['replicas']): readonly (readonly [ReplicatedComponent, number])[] {
  return [
    ['prometheus', replicas.prometheus],
    ['alertmanager', replicas.alertmanager],
    ['loki', replicas.loki],
    ['grafana', replicas.grafana],
    ['jaeger', replicas.jaeger],
    ['otel-collector-balancer', replicas['otel-collector-balancer']],
    ['otel-collector-gateway', replicas['otel-collector-gateway']],
    ['blackbox-exporter', replicas['blackbox-exporter']],
  ];
}

function shares({ sampling: { atSource, afterwards } }: Profile): readonly (readonly [what: string, share: number])[] {
  return [
    ['the share of traces that are begun', atSource.share.value],
    ...(atSource.services ?? []).flatMap(({ service, share, operations = [] }) => [
      [`the share of ${service}`, share.value] as const,
      ...operations.map((entry) => [`the share of ${service} ${entry.operation}`, entry.share.value] as const),
    ]),
    ...(afterwards === 'keep-all' ? [] : [['the share of the rest', afterwards.rest.value] as const, ...(afterwards.routes ?? []).map(({ route, share }) => [`the share of the route ${route}`, share.value] as const)]),
  ];
}
