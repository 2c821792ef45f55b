import { open } from '../declaration';
import { gauge } from '../metric';

/**
 * What Prometheus writes about its own alerts; nobody scrapes it. Alerts carry the labels of their rules as well, of
 * which these are the common ones.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#inspecting-alerts-during-runtime
 */
const labels = {
  alertname: open({ expected: 50 }),
  severity: ['critical', 'high', 'warning', 'info'],
  team: open({ expected: 5 }),
  service: open({ expected: 20 }),
} as const;

/** 1 while an alert is pending or firing; no series otherwise. */
export const alertState = gauge('ALERTS', {
  help: 'Active alerts and their state.',
  unit: 'ratio',
  labels: { ...labels, alertstate: ['pending', 'firing'] },
  range: { min: 1, max: 1 },
  jobs: [],
  thirdParty: true,
});

/** Since when the condition of an alert has been true; kept so that a restart does not begin to wait anew. */
export const alertActiveSince = gauge('ALERTS_FOR_STATE', { help: 'Moment at which an alert became active.', unit: 'timestamp', labels, jobs: [], thirdParty: true });

/** Series that Prometheus makes itself while it evaluates rules. */
export const madeByPrometheus: ReadonlySet<string> = new Set([alertState.seriesName, alertActiveSince.seriesName]);
