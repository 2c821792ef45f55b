import { join } from 'node:path';
import { lokiConfig, lokiFolder, lokiWalFolder } from '../../lib/component/loki/config';
import { days } from '../../lib/core/duration';
import { mebibytes, quantity } from '../../lib/core/quantity';
import { toYaml } from '../../lib/core/yaml';
import { exchanged, type Replacement } from './exchange';

export interface LocalLoki {
  /** Its data stands below it. */
  readonly folder: string;
  /** Each tenant's rules in a folder of its own. */
  readonly rules: string;
  readonly httpPort: string;
  readonly grpcPort: string;
  /** URL. */
  readonly alertmanager: string;
  /** The label `cluster` of its alerts. */
  readonly cluster: string;
  /** Where the links of alerts lead. @default no links */
  readonly grafana?: string;
  /** What differs besides. @default nothing */
  readonly further?: readonly Replacement[];
}

/** The configuration of the stack's Loki with its ruler, for one on this machine that looks for rules every second. */
export function localLokiConfig({ folder, rules, httpPort, grpcPort, alertmanager, cluster, grafana, further = [] }: LocalLoki): string {
  const config = lokiConfig({
    store: { kind: 'filesystem' },
    replicas: 1,
    peers: '',
    retention: { logs: days(30) },
    ingestionRate: quantity(1024 ** 2, 'bytes/s'),
    replayCeiling: mebibytes(100),
    ruler: { externalLabels: { cluster }, alertmanagers: [alertmanager], grafana },
  });
  return exchanged(toYaml(config), [
    [lokiWalFolder, join(folder, 'wal')],
    [lokiFolder, join(folder, 'data')],
    ['/etc/loki/rules', rules],
    ['poll_interval: 1m', 'poll_interval: 1s'],
    ['http_listen_port: 3100', `http_listen_address: 127.0.0.1\n  http_listen_port: ${httpPort}`],
    ['grpc_listen_port: 9095', `grpc_listen_port: ${grpcPort}`],
    ...further,
  ]);
}
