import type { Construct } from 'constructs';
import { mebibytes } from '../../core/quantity';
import { toYaml } from '../../core/yaml';
import { configMap } from '../shared/config-map';
import type { Placement } from '../shared/placement';
import { probe } from '../shared/pod';
import { cores } from '../shared/quantity-text';
import type { Resources } from '../shared/resources';
import { configMount } from '../shared/volume';
import { statelessDeployment } from '../shared/workload';
import { blackboxConfig } from './config';
import type { Probe } from './probe';

export interface BlackboxExporterProps {
  readonly placement: Placement;
  readonly probes: readonly Probe[];
}

/** The image runs as root for the sake of ICMP, which is not offered here; nobody is enough for HTTP, TCP and DNS. */
const nobody = 65_534;

const resources: Resources = {
  cpu: { request: cores(0.02), limit: cores(0.25) },
  memory: { request: mebibytes(32), limit: mebibytes(128) },
  ephemeralStorage: { request: mebibytes(32), limit: mebibytes(256) },
  reason: 'an idle blackbox exporter 0.28 has 20 MiB resident; it keeps the logs of the last hundred probes, a few KiB each',
};

/** The blackbox exporter. It picks up changed modules by itself. */
export function addBlackboxExporter(scope: Construct, { placement, probes }: BlackboxExporterProps): void {
  configMap(scope, placement, 'blackbox-exporter-config', { 'blackbox.yml': toYaml(blackboxConfig(probes)) });
  statelessDeployment(scope, placement, {
    args: ['--config.file=/etc/blackbox-exporter/blackbox.yml', '--config.enable-auto-reload', '--log.format=json'],
    user: { uid: nobody, gid: nobody },
    resources,
    probes: {
      startup: probe('/-/healthy', 'http', { every: 2, failures: 30, timeout: 3 }),
      readiness: probe('/-/healthy', 'http', { every: 5, failures: 3, timeout: 3 }),
      liveness: probe('/-/healthy', 'http', { every: 15, failures: 4, timeout: 3 }),
    },
    mounts: [configMount('config', '/etc/blackbox-exporter', 'blackbox-exporter-config')],
    graceSeconds: 30,
  });
}
