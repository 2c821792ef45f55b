import type { Construct } from 'constructs';
import { gibibytes, mebibytes } from '../../core/quantity';
import { checksum, configMap } from '../shared/config-map';
import type { StackIdentity } from '../shared/identity';
import type { Placement } from '../shared/placement';
import { podHosts } from '../shared/placement';
import { probe } from '../shared/pod';
import { cores } from '../shared/quantity-text';
import type { Resources } from '../shared/resources';
import { configMount, secretMounts } from '../shared/volume';
import { statefulSet } from '../shared/workload';
import type { AlertmanagerInput } from './config';
import { alertmanagerConfig, templatesFolder } from './config';
import { alertmanagerDescription } from './description';

export interface AlertmanagerProps {
  readonly stack: StackIdentity;
  readonly placement: Placement;
  readonly input: AlertmanagerInput;
  readonly storageClass: string | undefined;
  /** Address under which people reach it, for links in notifications. @default none */
  readonly externalUrl: string | undefined;
}

/** nobody, the user of the image: https://github.com/prometheus/alertmanager/blob/v0.34.2/Dockerfile */
const nobody = 65_534;

const resources: Resources = {
  cpu: { request: cores(0.05), limit: cores(0.5) },
  memory: { request: mebibytes(64), limit: mebibytes(256) },
  ephemeralStorage: { request: mebibytes(32), limit: mebibytes(512) },
  reason: 'an idle Alertmanager 0.34 has 30 MiB resident; a firing alert is a few KiB, so that a thousand of them fit four times',
};

/**
 * Alertmanagers that tell each other what they have sent and who was silenced, so that each notification goes out once
 * and is sent as long as one of them is left. A single one has nobody to tell. It reloads on a signal only, so that changed configuration restarts it;
 * silences and the log of notifications survive that on its volume.
 */
export function addAlertmanager(scope: Construct, { stack, placement, input, storageClass, externalUrl }: AlertmanagerProps): void {
  const config = { 'alertmanager.yml': alertmanagerConfig(stack, input) };
  const templates = Object.fromEntries((input.templates ?? []).map(({ name, content }) => [`${name}.tmpl`, content]));
  const hasTemplates = Object.keys(templates).length > 0;
  configMap(scope, placement, 'alertmanager-config', config);
  if (hasTemplates) configMap(scope, placement, 'alertmanager-templates', templates);
  statefulSet(
    scope,
    placement,
    {
      args: [
        '--config.file=/etc/alertmanager/config/alertmanager.yml',
        '--storage.path=/alertmanager',
        ...gossip(placement),
        '--log.format=json',
        ...(externalUrl === undefined ? [] : [`--web.external-url=${externalUrl}`, '--web.route-prefix=/']),
      ],
      env: {
        ...(placement.replicas > 1 ? { POD_IP: { field: 'status.podIP' } as const } : {}),
        ...Object.fromEntries((input.environment ?? []).map(({ name, value }) => [name, value])),
      },
      user: { uid: nobody, gid: nobody, fsGroup: nobody },
      resources,
      probes: {
        startup: probe('/-/ready', 'http', { every: 5, failures: 24, timeout: 3 }),
        readiness: probe('/-/ready', 'http', { every: 5, failures: 3, timeout: 3 }),
        liveness: probe('/-/healthy', 'http', { every: 10, failures: 6, timeout: 3 }),
      },
      mounts: [
        configMount('config', '/etc/alertmanager/config', 'alertmanager-config'),
        ...(hasTemplates ? [configMount('templates', templatesFolder, 'alertmanager-templates')] : []),
        { name: 'data', path: '/alertmanager', source: { kind: 'claim-template' } },
        ...secretMounts(input.secrets),
      ],
      // Time to hand over what is being sent.
      graceSeconds: 120,
      configChecksum: checksum({ ...config, ...templates }),
    },
    // Five days of notifications and all silences are a few MiB; 1 GiB is the smallest volume that most providers make.
    [{ name: 'data', size: gibibytes(1), storageClass }],
  );
}

/**
 * Flags of the cluster. Its time-out is shorter than the usual six hours, because a replaced pod comes back under
 * another address. Source: README of Alertmanager, "High Availability"; `alertmanager --help`.
 */
function gossip(placement: Placement): readonly string[] {
  const { number } = alertmanagerDescription.ports.gossip;
  if (placement.replicas === 1) return ['--cluster.listen-address='];
  return [
    `--cluster.listen-address=[$(POD_IP)]:${String(number)}`,
    ...podHosts(placement).map((host) => `--cluster.peer=${host}:${String(number)}`),
    '--cluster.reconnect-timeout=5m',
  ];
}
