import { matchersText } from '../../route/matcher/matcher';
import type { Inhibition } from '../../route/model';
import { canMatch, carries } from '../../route/reach/alert-match';
import { patternFacts } from '../../route/reach/pattern';
import { routeCheck } from './route-check';

export const inhibitionTooWide = routeCheck({
  id: 'route/inhibition-too-wide',
  severity: 'warning',
  title: 'an inhibition that silences what has nothing to do with its source',
  rationale: 'a label that both alerts lack counts as equal, and without equal any source silences every target',
  bad: {
    config: `
route: { receiver: chat }
inhibit_rules: [{ source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: [alertname, instance] }]
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
    alerts: { ErrorRate: { severity: ['critical', 'warning'], service: ['api', 'web'] } },
  },
  good: {
    config: `
route: { receiver: chat }
inhibit_rules: [{ source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: [alertname, service] }]
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
    alerts: { ErrorRate: { severity: ['critical', 'warning'], service: ['api', 'web'] } },
  },
  *find({ model, domain, alerts }) {
    for (const rule of model.inhibitions) {
      if (rule.source.length === 0 || rule.target.length === 0) {
        yield { message: `its ${rule.source.length === 0 ? 'source' : 'target'} is any alert`, place: rule.place, fix: 'name the alerts with matchers', severity: 'error' };
        continue;
      }
      if (rule.equal.length === 0 && !namesAlerts(rule)) {
        yield { message: `any alert of ${matchersText(rule.source)} silences every alert of ${matchersText(rule.target)}`, place: rule.place, fix: 'add equal with the labels that say what belongs together' };
        continue;
      }
      if (alerts === undefined) continue;
      const sources = alerts.filter((alert) => canMatch(alert, rule.source, domain));
      const targets = alerts.filter((alert) => canMatch(alert, rule.target, domain));
      if (sources.length === 0 || targets.length === 0) continue;
      const missing = rule.equal.filter((label) => [...sources, ...targets].every((alert) => carries(alert, label) === 'never'));
      for (const label of missing) yield { message: `neither its sources nor its targets carry ${label}, which therefore always is equal`, place: rule.place, fix: `keep ${label} through the aggregation in the rules, or take it out of equal` };
    }
  },
});

/** Both sides by name is a dependency that somebody thought about. */
function namesAlerts({ source, target }: Inhibition): boolean {
  return [source, target].every((side) => side.some(({ label, operator, value }) => label === 'alertname' && (operator === '=' || (operator === '=~' && patternFacts(value).all !== undefined))));
}
