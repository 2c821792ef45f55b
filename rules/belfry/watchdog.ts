import { minutes } from '../../lib/core/duration';
import { always } from '../../lib/promql/functions';
import { alert } from '../../lib/rule/alert';
import { deliveryDashboard } from './dashboards';
import { team } from './team';

const heartbeatText = 'Prometheus evaluates rules and reaches Alertmanager. A receiver outside the cluster must raise the alarm when this stops arriving.';

/** Fires for ever, so that its absence outside the cluster tells that alerting as a whole has died. */
export const watchdog = alert('Watchdog', {
  team,
  dashboard: deliveryDashboard,
  labels: { service: 'alerting' },
  when: always(),
  severity: 'info',
  kind: 'meta',
  summary: 'Alerting works: this alert fires for ever, and its silence is the alarm.',
  description: () => heartbeatText,
  runbook: 'belfry/watchdog',
  fires: [
    { name: 'from the first evaluation on', given: [], at: minutes(0), alerts: [{ description: heartbeatText }] },
    { name: 'for ever', given: [], at: minutes(60), alerts: [{ description: heartbeatText }] },
  ],
  silent: 'never',
});
