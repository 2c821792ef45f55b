import { matchersText } from '../../route/matcher/matcher';
import { canMatch } from '../../route/reach/alert-match';
import { canHold, implies } from '../../route/reach/reachable';
import { routeCheck } from './route-check';

const fix = 'exclude the sources from the target: alertname!="..." or another severity';

export const inhibitionOverlap = routeCheck({
  id: 'route/inhibition-overlap',
  severity: 'warning',
  title: 'an alert that is both source and target of an inhibition',
  rationale: 'an alert on both sides is silenced only by alerts that are on one, so the inhibition works for some and not for others',
  bad: {
    config: `
route: { receiver: chat }
inhibit_rules: [{ source_matchers: ['severity=~"critical|warning"'], target_matchers: ['severity=~"warning|info"'], equal: [service] }]
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
    alerts: { ErrorRate: { severity: 'critical', service: ['api'] }, Slow: { severity: 'warning', service: ['api'] } },
  },
  good: {
    config: `
route: { receiver: chat }
inhibit_rules: [{ source_matchers: ['severity="critical"'], target_matchers: ['severity=~"warning|info"'], equal: [service] }]
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
    alerts: { ErrorRate: { severity: 'critical', service: ['api'] }, Slow: { severity: 'warning', service: ['api'] } },
  },
  *find({ model, domain, alerts }) {
    for (const { source, target, place } of model.inhibitions) {
      // A source that is one of the targets is usual: "this one silences all others". Alertmanager sees to it that it does not silence itself.
      if (implies(domain, source, target)) continue;
      const both = alerts?.find((alert) => canMatch(alert, [...source, ...target], domain));
      if (both !== undefined) yield { message: `alert ${both.name} matches its source and its target`, place, fix };
      const sharesLabel = source.some(({ label }) => target.some((other) => other.label === label));
      if (alerts === undefined && sharesLabel && canHold(domain, [...source, ...target])) yield { message: `an alert can match its source ${matchersText(source)} and its target ${matchersText(target)}`, place, fix };
    }
  },
});
