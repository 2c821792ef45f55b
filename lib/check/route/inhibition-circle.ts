import type { AlertMatcher } from '../../route/matcher/matcher';
import { matchersText } from '../../route/matcher/matcher';
import type { Inhibition } from '../../route/model';
import { canMatch } from '../../route/reach/alert-match';
import { canHold, implies } from '../../route/reach/reachable';
import type { RouteSubject } from './route-check';
import { routeCheck } from './route-check';

export const inhibitionCircle = routeCheck({
  id: 'route/inhibition-circle',
  severity: 'error',
  title: 'alerts that silence each other',
  rationale: 'an alert that is silenced silences others all the same, so in a circle nobody is told of any of them',
  bad: {
    config: `
route: { receiver: chat }
inhibit_rules:
  - { source_matchers: ['alertname="ApiDown"'], target_matchers: ['alertname="DatabaseDown"'] }
  - { source_matchers: ['alertname="DatabaseDown"'], target_matchers: ['alertname="ApiDown"'] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
  },
  good: {
    config: `
route: { receiver: chat }
inhibit_rules:
  - { source_matchers: ['alertname="NetworkDown"'], target_matchers: ['alertname="DatabaseDown"'] }
  - { source_matchers: ['alertname="DatabaseDown"'], target_matchers: ['alertname="ApiDown"'] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
  },
  *find(subject) {
    const { inhibitions } = subject.model;
    const followers = followersIn(subject);
    const next = inhibitions.map((rule) => inhibitions.filter((other) => other !== rule && followers(rule, other)));
    const reported = new Set<Inhibition>();
    for (const [index, rule] of inhibitions.entries()) {
      const circle = reported.has(rule) ? undefined : shortestCircle(inhibitions, next, index);
      if (circle === undefined) continue;
      for (const one of circle) reported.add(one);
      yield { message: `alerts silence each other: ${[...circle, rule].map(({ source }) => matchersText(source)).join(' over ')}`, place: rule.place, fix: 'keep the direction from cause to effect, and remove the other' };
    }
  },
});

/** Whether what the one silences can be what the other starts from; with known alerts, whether one of them is. */
function followersIn({ domain, alerts, model }: RouteSubject): (rule: Inhibition, other: Inhibition) => boolean {
  const bothOf = (rule: Inhibition, other: Inhibition): readonly AlertMatcher[] => [...rule.target, ...other.source];
  if (alerts === undefined) {
    // Without alerts only what is certain counts: the one side is part of the other.
    return (rule, other) => canHold(domain, bothOf(rule, other)) && (implies(domain, rule.target, other.source) || implies(domain, other.source, rule.target));
  }
  const silencedBy = new Map(model.inhibitions.map((rule) => [rule, alerts.filter((alert) => canMatch(alert, rule.target, domain))]));
  return (rule, other) => {
    const both = bothOf(rule, other);
    return (silencedBy.get(rule) ?? []).some((alert) => canMatch(alert, other.source, domain) && canMatch(alert, both, domain));
  };
}

function shortestCircle(rules: readonly Inhibition[], next: readonly (readonly Inhibition[])[], start: number): readonly Inhibition[] | undefined {
  const first = rules[start];
  if (first === undefined) return undefined;
  let paths: readonly (readonly Inhibition[])[] = [[first]];
  const seen = new Set<Inhibition>();
  while (paths.length > 0) {
    const longer: (readonly Inhibition[])[] = [];
    for (const path of paths) {
      for (const rule of next[rules.indexOf(path.at(-1) ?? first)] ?? []) {
        if (rule === first) return path;
        if (seen.has(rule)) continue;
        seen.add(rule);
        longer.push([...path, rule]);
      }
    }
    paths = longer;
  }
  return undefined;
}
