import { seconds } from '../../lib/core/duration';
import type { Alert } from '../../lib/rule/alert';
import type { RuleGroup } from '../../lib/rule/group';
import { group } from '../../lib/rule/group';
import type { SeverityName } from '../../lib/rule/severity';
import { severityOf } from '../../lib/rule/severity';
import { apiAlerts } from './api-alerts';
import { notificationAlerts } from './notification-alerts';
import { paymentAlerts } from './payment-alerts';
import { platformAlerts } from './platform-alerts';
import { buatfilmSlos } from './slos';
import { webhookAlerts } from './webhook-alerts';

/** Every alert on a threshold; those of the objectives come with them. */
export const buatfilmAlerts = [...apiAlerts, ...webhookAlerts, ...paymentAlerts, ...notificationAlerts, ...platformAlerts] as const satisfies readonly Alert[];

const priorities = ['P0', 'P1', 'P2', 'P3'] as const satisfies readonly SeverityName[];

/** All rules of BuatFilm: a group for each priority, so that the most urgent ones never wait for others. */
export const buatfilmGroups: readonly RuleGroup[] = [
  ...priorities.map((priority) => group(`buatfilm-${priority.toLowerCase()}`, { interval: seconds(30), rules: buatfilmAlerts.filter(({ severity }) => severity === severityOf(priority)) })),
  ...buatfilmSlos.flatMap(({ groups }) => groups),
];
