import { minutes } from '../../lib/core/duration';
import { fraction, percent } from '../../lib/core/quantity';
import type { Alert } from '../../lib/rule/alert';
import { holds } from '../../lib/rule/scenario/input';
import { downAlert } from '../shared/down-alert';
import { hostDiskHigh } from '../shared/host-alerts';
import { postgres } from './metrics';
import { platformDashboard, team } from './team';

const common = { team, dashboard: platformDashboard } as const;

export const databaseDown = downAlert('DatabaseDown', {
  ...common,
  service: 'database',
  up: postgres.up,
  for: minutes(1),
  severity: 'P0',
  kind: 'symptom',
  summary: 'The database does not answer: nobody can order or pay.',
  tells: 'PostgreSQL does not answer its exporter, or nothing is known of it. Look at the exporter first, then at the server, its disk and its connections.',
  runbook: 'buatfilm/database-down',
  scene: (value, instance) => holds(postgres.up, { instance }, fraction(value)),
});

const hosts = { ...common, service: 'hosts' } as const;

/** Of a disk in use. Shared with the dashboard's colours. */
export const diskLimits = { info: percent(90), high: percent(95) } as const;

export const diskSpaceLow = hostDiskHigh('DiskSpaceLow', { ...hosts, limit: diskLimits.info, for: minutes(30), severity: 'P3', runbook: 'buatfilm/disk-space-low' });

export const diskSpaceVeryLow = hostDiskHigh('DiskSpaceVeryLow', { ...hosts, limit: diskLimits.high, for: minutes(10), severity: 'P1', runbook: 'buatfilm/disk-space-very-low' });

export const platformAlerts = [databaseDown, diskSpaceLow, diskSpaceVeryLow] as const satisfies readonly Alert[];
