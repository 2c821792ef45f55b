import { gatewayBytes } from '../component/collector/sizing';
import { spanBytes } from '../component/jaeger/sizing';
import { indexCacheBytes, logAheadBytes, logBytes } from '../component/loki/sizing';
import { metricBytes } from '../component/prometheus/sizing';
import { byteText } from '../component/shared/quantity-text';
import { volumeSize } from '../component/shared/require-volume';
import type { StackIdentity } from '../component/shared/identity';
import { formatDuration } from '../core/duration';
import type { Quantity } from '../core/quantity';
import type { Profile } from './profile';

export interface Volumes {
  readonly prometheus: Quantity<'bytes'>;
  readonly loki: Quantity<'bytes'>;
  readonly lokiWal: Quantity<'bytes'>;
  readonly jaeger: Quantity<'bytes'>;
  readonly gateway: Quantity<'bytes'>;
}

/** Sizes of all volumes; refuses one that the user made too small for what is to be kept in it. */
export function volumes(stack: StackIdentity, { workload, volumes: asked, replicas, logStore }: Profile): Volumes {
  const { retention, activeSeries, logRate, spanRate, outage } = workload;
  const logs = `${byteText({ value: logRate.value, unit: 'bytes' })} of logs a second`;
  const spans = `${String(spanRate.value)} spans a second`;
  const size = (component: keyof typeof asked, data: Quantity<'bytes'>, arithmetic: string): Quantity<'bytes'> =>
    volumeSize(stack, { component, data, asked: asked[component], arithmetic });
  const keptLogs = `${logs}, kept for ${formatDuration(retention.logs)}`;
  return {
    prometheus: size('prometheus', metricBytes(workload), `${String(activeSeries.value)} series, kept for ${formatDuration(retention.metrics)}`),
    loki: logStore.kind === 'filesystem' ? size('loki', logBytes(workload), keptLogs) : size('loki', indexCacheBytes(workload), `the index of ${keptLogs} in the bucket`),
    lokiWal: size('loki-wal', logAheadBytes(workload), `${logs}, until they are written as chunks`),
    jaeger: size('jaeger', spanBytes(workload), `${spans}, kept for ${formatDuration(retention.traces)}`),
    gateway: size('otel-collector-gateway', gatewayBytes(workload, replicas.prometheus), `${logs} and ${spans}, kept for an outage of ${formatDuration(outage)}`),
  };
}
