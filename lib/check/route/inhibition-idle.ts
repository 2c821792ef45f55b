import type { RoutableAlert } from '../../route/alert';
import { matchersText } from '../../route/matcher/matcher';
import type { Inhibition } from '../../route/model';
import { canMatch, carries } from '../../route/reach/alert-match';
import type { TreeDomain } from '../../route/reach/domain';
import { implies } from '../../route/reach/reachable';
import { routeCheck } from './route-check';

export const inhibitionIdle = routeCheck({
  id: 'route/inhibition-idle',
  severity: 'warning',
  title: 'an inhibition that never silences anything',
  rationale: 'it looks as if a flood were held back, and it is not',
  bad: {
    config: `
route: { receiver: chat }
inhibit_rules: [{ source_matchers: ['alertname="NodeDown"'], target_matchers: ['alertname="PodDown"'], equal: [node] }]
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
    alerts: { NodeDown: { node: ['a', 'b'] }, PodDown: { namespace: ['shop'] } },
  },
  good: {
    config: `
route: { receiver: chat }
inhibit_rules: [{ source_matchers: ['alertname="NodeDown"'], target_matchers: ['alertname="PodDown"'], equal: [node] }]
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }]`,
    alerts: { NodeDown: { node: ['a', 'b'] }, PodDown: { namespace: ['shop'], node: ['a', 'b'] } },
  },
  *find({ model, domain, alerts }) {
    for (const rule of model.inhibitions) {
      const why = whyIdle(rule, domain) ?? (alerts === undefined ? undefined : whyIdleAmong(rule, domain, alerts));
      if (why !== undefined) yield { message: why, place: rule.place, fix: 'compare the matchers and equal with the labels that the alerts carry' };
    }
  },
});

/** An alert that matches both sides is not silenced by another that does. Source: inhibit/inhibit.go, hasEqual. */
function whyIdle({ source, target }: Inhibition, domain: TreeDomain): string | undefined {
  return implies(domain, target, source) && implies(domain, source, target) ? `its source and its target are the same alerts: ${matchersText(source)}, and such alerts do not silence each other` : undefined;
}

function whyIdleAmong({ source, target, equal }: Inhibition, domain: TreeDomain, alerts: readonly RoutableAlert[]): string | undefined {
  const sources = alerts.filter((alert) => canMatch(alert, source, domain));
  if (sources.length === 0) return `none of the alerts matches its source ${matchersText(source)}`;
  const targets = alerts.filter((alert) => canMatch(alert, target, domain));
  if (targets.length === 0) return `none of the alerts matches its target ${matchersText(target)}`;
  const canBeEqual = (one: RoutableAlert, other: RoutableAlert, label: string): boolean => {
    const both = new Set([carries(one, label), carries(other, label)]);
    return both.has('sometimes') || (both.size === 1 && sharesValue(one, other, label));
  };
  const divides = equal.find((label) => sources.every((one) => targets.every((other) => !canBeEqual(one, other, label))));
  if (divides !== undefined) return `${divides} is never equal: ${sources[0]?.name ?? ''} and ${targets[0]?.name ?? ''} share no value of it`;
  return sources.some((one) => targets.some((other) => equal.every((label) => canBeEqual(one, other, label)))) ? undefined : `${equal.join(', ')} are never equal at once`;
}

function sharesValue(one: RoutableAlert, other: RoutableAlert, label: string): boolean {
  const [a, b] = [one.labels.known.get(label)?.values ?? [], other.labels.known.get(label)?.values ?? []];
  if (a === 'open' || b === 'open' || (a.length === 0 && b.length === 0)) return true;
  return a.some((value) => b.includes(value));
}
