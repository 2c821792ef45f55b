import { parse } from 'yaml';
import type { Data } from '../../../lib/core/yaml';
import { workloads } from '../pods';
import type { Manifest } from '../sample-stack';
import { at, entries, plainData, text, words } from '../sample-stack';
import type { PolicyCheck } from './check';
import { ofObjects } from './check';

/** What holds for the configuration of programs, beyond what they themselves accept. */

/** The one file of a ConfigMap of this name, as data. */
function configOf({ kind, name, content }: Manifest, wanted: RegExp): Data {
  if (kind !== 'ConfigMap' || !wanted.test(name)) return undefined;
  const [file] = entries(content, 'data').map(([key]) => key);
  return file === undefined ? undefined : plainData(parse(text(content, 'data', file)));
}

/** Exporters of logs and traces that end at a store or at another collector; connectors lead to another pipeline. */
function exportersOf(config: Data): readonly Data[] {
  const names = entries(config, 'service', 'pipelines').filter(([pipeline]) => /^(?:logs|traces)/.test(pipeline)).flatMap(([, pipeline]) => words(pipeline, 'exporters'));
  return names.map((name) => at(config, 'exporters', name)).filter((exporter) => exporter !== undefined);
}

function bytesOf(amount: string): number {
  const units: Readonly<Record<string, number>> = { MB: 1024 ** 2, Mi: 1024 ** 2, Gi: 1024 ** 3 };
  const [, number = '0', unit = ''] = /^(\d+)(\w+)$/.exec(amount) ?? [];
  return Number(number) * (units[unit] ?? Number.NaN);
}

const ofLoki = (manifests: readonly Manifest[]): Data => workloads(manifests).find(({ manifest }) => manifest.name === 'loki')?.manifest.content;

export const configurationChecks: readonly PolicyCheck[] = [
  ofObjects('collector/memory-first', 'every pipeline of a collector begins by looking at its memory', (manifest) => {
    const config = configOf(manifest, /^otel-collector-\w+-config$/);
    return config !== undefined && entries(config, 'service', 'pipelines').some(([, pipeline]) => words(pipeline, 'processors')[0] !== 'memory_limiter');
  }),
  ofObjects('collector/nothing-lost', 'agents and gateways keep logs and traces on disk, in queues of a given size, and never give up', (manifest) => {
    const config = configOf(manifest, /^otel-collector-(?:agent|gateway)-config$/);
    if (config === undefined) return false;
    const exporters = exportersOf(config);
    return exporters.length === 0 || exporters.some((exporter) => text(exporter, 'sending_queue', 'storage') === '' || typeof at(exporter, 'sending_queue', 'queue_size') !== 'number' || text(exporter, 'retry_on_failure', 'max_elapsed_time') !== '0s');
  }),
  ofObjects('loki/copies', 'Loki has no fewer replicas than copies', (manifest, all) => {
    const config = configOf(manifest, /^loki-config$/);
    return config !== undefined && Number(at(config, 'common', 'replication_factor')) > Number(at(ofLoki(all), 'spec', 'replicas'));
  }),
  ofObjects('loki/replay', 'Loki replays its log within its memory', (manifest, all) => {
    const config = configOf(manifest, /^loki-config$/);
    const limit = text(ofLoki(all), 'spec', 'template', 'spec', 'containers', 0, 'resources', 'limits', 'memory');
    return config !== undefined && !(bytesOf(text(config, 'ingester', 'wal', 'replay_memory_ceiling')) < bytesOf(limit));
  }),
  ofObjects('grafana/no-anonymous', 'nobody is let into Grafana without a name', ({ kind, name, content }) => kind === 'ConfigMap' && name === 'grafana-config' && !/^\[auth\.anonymous\]\nenabled = false$/m.test(text(content, 'data', 'grafana.ini'))),
];
