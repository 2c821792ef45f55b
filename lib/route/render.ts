import { formatDuration } from '../core/duration';
import { mistake } from '../core/problem';
import type { SecretKey } from '../core/secret';
import { secretFile } from '../core/secret';
import type { Data } from '../core/yaml';
import { checkedRegister } from './register';
import type { AlertMatcher } from './matcher/matcher';
import type { Inhibition, RouteNode } from './model';
import type { EnvironmentVariable, Receiver } from './receiver/receiver';
import { groupByText } from './route';
import type { Routing } from './routing';
import type { MessageTemplate } from './template/template';
import { spanSettings } from './time-interval/render';

/** Everything an Alertmanager needs to follow a tree. */
export interface RenderedRouting {
  /** The content of `alertmanager.yml` as plain data, in the order in which it reads best. */
  readonly config: Readonly<Record<string, Data>>;
  /** The keys of Secrets to be mounted where `secretFile` says, sorted. */
  readonly secrets: readonly SecretKey[];
  /** Files to be mounted into `templateFolder`. */
  readonly templates: readonly MessageTemplate[];
  readonly environment: readonly EnvironmentVariable[];
}

/** Where Alertmanager finds the message templates. */
const templateFolder = '/etc/alertmanager/templates';

/**
 * The configuration of an Alertmanager 0.34 that follows the tree:
 *
 *     route:
 *       receiver: slack-alerts
 *       group_by: [alertname]
 *       routes:
 *         - matchers: ['severity="critical"']
 *           routes: [{ receiver: pagerduty-critical, continue: true }, { receiver: slack-alerts }]
 */
export function renderRouting(tree: Routing): RenderedRouting {
  const receivers = [...tree.receivers.values()];
  const integrations = receivers.flatMap((receiver) => receiver.integrations);
  const templates = checkedRegister('template', integrations.flatMap((integration) => integration.templates));
  const intervals = [...tree.timeIntervals.values()];
  return {
    config: {
      route: routeSettings(tree.root),
      ...(tree.inhibitions.length === 0 ? {} : { inhibit_rules: tree.inhibitions.map(inhibitionSettings) }),
      ...(intervals.length === 0 ? {} : { time_intervals: intervals.map(({ name, spans }) => ({ name, time_intervals: spans.map(spanSettings) })) }),
      receivers: receivers.map(receiverSettings),
      ...(templates.size === 0 ? {} : { templates: [`${templateFolder}/*.tmpl`] }),
    },
    secrets: sortedSecrets(integrations.flatMap((integration) => integration.secrets)),
    templates: [...templates.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    environment: checkedEnvironment(receivers),
  };
}

function routeSettings(node: RouteNode): Readonly<Record<string, Data>> {
  return {
    ...(node.matchers.length === 0 ? {} : { matchers: matcherTexts(node.matchers) }),
    ...(node.receiver === undefined ? {} : { receiver: node.receiver }),
    ...(node.continues ? { continue: true } : {}),
    ...(node.groupBy === undefined ? {} : { group_by: groupByText(node.groupBy) }),
    ...(node.groupWait === undefined ? {} : { group_wait: formatDuration(node.groupWait) }),
    ...(node.groupInterval === undefined ? {} : { group_interval: formatDuration(node.groupInterval) }),
    ...(node.repeatInterval === undefined ? {} : { repeat_interval: formatDuration(node.repeatInterval) }),
    ...(node.muteDuring.length === 0 ? {} : { mute_time_intervals: node.muteDuring }),
    ...(node.activeDuring.length === 0 ? {} : { active_time_intervals: node.activeDuring }),
    ...(node.children.length === 0 ? {} : { routes: node.children.map(routeSettings) }),
  };
}

function inhibitionSettings({ name, source, target, equal }: Inhibition): Readonly<Record<string, Data>> {
  return {
    ...(name === undefined ? {} : { name }),
    source_matchers: matcherTexts(source),
    target_matchers: matcherTexts(target),
    ...(equal.length === 0 ? {} : { equal }),
  };
}

function matcherTexts(matchers: readonly AlertMatcher[]): readonly string[] {
  return matchers.map(({ text }) => text);
}

function receiverSettings({ name, integrations }: Receiver): Readonly<Record<string, Data>> {
  const byKind = new Map<string, Data[]>();
  for (const { kind, settings } of integrations) byKind.set(`${kind}_configs`, [...(byKind.get(`${kind}_configs`) ?? []), settings]);
  return { name, ...Object.fromEntries(byKind) };
}

function sortedSecrets(secrets: readonly SecretKey[]): readonly SecretKey[] {
  const byFile = new Map(secrets.map((secret) => [secretFile(secret), secret]));
  return [...byFile].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, secret]) => secret);
}

function checkedEnvironment(receivers: readonly Receiver[]): readonly EnvironmentVariable[] {
  const byName = new Map<string, { readonly value: string; readonly receiver: string }>();
  for (const { name: receiver, integrations } of receivers) {
    for (const { name, value } of integrations.flatMap(({ environment }) => environment)) {
      const known = byName.get(name);
      if (known !== undefined && known.value !== value) {
        throw mistake({
          check: 'route/environment',
          message: `${receiver} and ${known.receiver} need different values of ${name}`,
          place: { subject: `receiver ${receiver}` },
          why: 'an Alertmanager has one environment',
          fix: 'give both the same credentials, or reach one account through a role',
        });
      }
      byName.set(name, { value, receiver });
    }
  }
  return [...byName].map(([name, { value }]) => ({ name, value }));
}
