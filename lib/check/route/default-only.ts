import type { RoutableAlert } from '../../route/alert';
import { placeOfAlert } from '../../route/alert';
import { describe } from '../../route/delivery';
import type { LabelValuesByName } from '../../route/matcher/matcher';
import type { OutcomeFinder } from '../../route/reach/outcomes';
import type { ResolvedRoute } from '../../route/resolved-route';
import { resolveRoutes } from '../../route/resolved-route';
import { routeCheck } from './route-check';

export const defaultOnly = routeCheck({
  id: 'route/default-only',
  severity: 'warning',
  title: 'an alert that no route takes',
  rationale: 'the default is for what was forgotten: whoever reads it does not expect to be the only one who is told',
  bad: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['severity="page"'], receiver: pager }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
    alerts: { DiskFull: { severity: 'critical' } },
  },
  good: {
    config: `
route: { receiver: chat, routes: [{ matchers: ['severity=~"critical|page"'], receiver: pager }] }
receivers: [{ name: chat, webhook_configs: [{ url: 'https://chat.example' }] }, { name: pager, webhook_configs: [{ url: 'https://pager.example' }] }]`,
    alerts: { DiskFull: { severity: 'critical' } },
  },
  *find({ model, alerts = [], outcomes }) {
    const root = resolveRoutes(model);
    if (root.children.length === 0) return;
    const others: string[] = [];
    for (const alert of alerts) {
      if (!outcomes.routesOf(alert).has(root)) continue;
      const critical = canBeCritical(alert) ? criticalExample(alert, root, outcomes) : undefined;
      if (critical !== undefined) yield { message: `with ${describe(critical)} only the default receiver ${root.receiver} is told`, place: placeOfAlert(alert), fix: 'add a route that takes it, or give it the labels of one' };
      else others.push(alert.name);
    }
    if (others.length > 0) yield { message: `${others.length} alerts that are not critical are told to the default receiver ${root.receiver} alone: ${listed(others)}`, place: root.node.place, fix: 'add a route for them, if the default is not meant for them', severity: 'info' };
  },
});

function criticalExample(alert: RoutableAlert, root: ResolvedRoute, outcomes: OutcomeFinder): LabelValuesByName | undefined {
  for (const outcome of outcomes.of(alert)) {
    const example = outcome.routes.includes(root) ? outcomes.exampleOf(alert, outcome) : undefined;
    if (example !== undefined && (example.severity ?? 'critical') === 'critical') return example;
  }
  return undefined;
}

function canBeCritical({ labels }: RoutableAlert): boolean {
  const values = labels.known.get('severity')?.values ?? [];
  return values !== 'open' && values.includes('critical');
}

function listed(names: readonly string[]): string {
  const shown = [...new Set(names)].slice(0, 5).join(', ');
  return names.length > 5 ? `${shown}, ...` : shown;
}
