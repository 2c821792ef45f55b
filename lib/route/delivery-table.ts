import { formatDuration, milliseconds } from '../core/duration';
import type { RoutableAlert } from './alert';
import { matchersText } from './matcher/matcher';
import type { Inhibition, RoutingModel } from './model';
import { canMatch } from './reach/alert-match';
import { domainOf } from './reach/domain';
import { OutcomeFinder } from './reach/outcomes';
import type { ResolvedRoute } from './resolved-route';
import { longestRepeat } from './resolved-route';

/** How one alert is told to one receiver. */
interface DeliveryRow {
  readonly alert: string;
  readonly severity: string;
  readonly receiver: string;
  /** How long the first message waits, after the alert's own `for`. */
  readonly firstAfter: string;
  /** How long it takes at most until an unchanged alert is told again. */
  readonly repeatedWithin: string;
  /** What shares a message: labels, `alone` or `everything`. */
  readonly together: string;
  /** Names of the intervals and inhibitions that can keep it silent. */
  readonly silencedBy: readonly string[];
}

/** Who is told of every alert, when, how often, and what can silence it, in the order of the alerts. */
function deliveryRows(model: RoutingModel, alerts: readonly RoutableAlert[]): readonly DeliveryRow[] {
  const finder = new OutcomeFinder(model);
  const domain = domainOf(model);
  return alerts.flatMap((alert) => {
    const inhibitions = model.inhibitions.filter(({ target }) => canMatch(alert, target, domain)).map(inhibitionName);
    const severities = alert.labels.known.get('severity')?.values ?? [];
    return [...finder.routesOf(alert)].map((route) => ({
      alert: alert.name,
      severity: severities === 'open' ? 'any' : severities.join(', '),
      receiver: receiverText(model, route),
      firstAfter: formatDuration(route.groupWait),
      repeatedWithin: formatDuration(milliseconds(longestRepeat(route))),
      together: route.groupBy === 'all' ? 'alone' : route.groupBy.length === 0 ? 'everything' : route.groupBy.join(', '),
      silencedBy: [...intervalTexts(route), ...inhibitions],
    }));
  });
}

function receiverText(model: RoutingModel, { receiver }: ResolvedRoute): string {
  const discards = model.receivers.get(receiver)?.discards;
  return discards === undefined ? receiver : `nobody (${discards})`;
}

function intervalTexts({ node }: ResolvedRoute): readonly string[] {
  return [...node.muteDuring.map((name) => `during ${name}`), ...(node.activeDuring.length === 0 ? [] : [`outside ${node.activeDuring.join(', ')}`])];
}

function inhibitionName({ name, source }: Inhibition): string {
  return name ?? matchersText(source);
}

/**
 * The rows as a Markdown table, for review: a change of routing shows as a change of its lines.
 *
 *     | Alert | Severity | Told | First after | Again within | Shares a message | Silent |
 */
export function deliveryTable(model: RoutingModel, alerts: readonly RoutableAlert[]): string {
  const header = ['Alert', 'Severity', 'Told', 'First after', 'Again within', 'Shares a message', 'Silent'];
  const rows = deliveryRows(model, alerts).map((row) => [row.alert, row.severity, row.receiver, row.firstAfter, row.repeatedWithin, row.together, row.silencedBy.join('; ') || 'never']);
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`).join('');
}
