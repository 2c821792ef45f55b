import { check } from '../../check';
import { alerting } from '../../example/example';

const owners = ['team', 'owner', 'squad', 'service', 'component'];

export const noOwner = check({
  id: 'alert/no-owner',
  severity: 'info',
  title: 'an alert that belongs to nobody',
  rationale: 'An alert is told to the team that its labels name. Without an owner it goes to everybody, which is to say to nobody.',
  subject: 'alert',
  bad: alerting('http_active_connections > 100', { labels: 'severity: warning' }),
  good: alerting('http_active_connections > 100', { labels: 'severity: warning\nteam: shop' }),
  *find({ labels, name, expression }) {
    const isLabelled = owners.some((owner) => labels.has(owner) || expression?.result.labels.known.has(owner) === true);
    // The heartbeat is nobody's work.
    const isHeartbeat = expression?.result.constant !== undefined;
    if (!isLabelled && !isHeartbeat) yield { message: 'no label says whose it is', spot: { text: name }, fix: 'add the label team' };
  },
});
