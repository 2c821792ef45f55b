import type { Problem } from '../core/problem';
import type { RoutableAlert } from './alert';
import { placeOfAlert } from './alert';
import type { LabelValuesByName } from './matcher/matcher';
import type { ModelReceiver, RoutingModel } from './model';
import { OutcomeFinder } from './reach/outcomes';

/**
 * Proves that every alert reaches somebody: for all values that its labels can take, the tree ends at a receiver that
 * tells somebody, or at one that is declared to tell nobody.
 *
 * @returns a problem for every alert and receiver where it does not, with labels that show it
 */
export function proveDelivery(model: RoutingModel, alerts: readonly RoutableAlert[], finder = new OutcomeFinder(model)): readonly Problem[] {
  return alerts.flatMap((alert) => {
    const silent = new Map<string, LabelValuesByName>();
    for (const outcome of finder.of(alert)) {
      const { routes } = outcome;
      if (routes.some(({ receiver }) => !tellsNobody(model.receivers.get(receiver)))) continue;
      for (const { receiver } of routes) if (!silent.has(receiver)) silent.set(receiver, finder.exampleOf(alert, outcome));
    }
    return [...silent].map(([receiver, example]): Problem => ({
      check: 'route/undelivered',
      severity: 'error',
      message: `with ${describe(example)} it ends at the receiver ${receiver}, which tells nobody`,
      place: placeOfAlert(alert),
      why: 'an alert that nobody is told of might as well not exist',
      fix: `add a route for it, give ${receiver} an integration, or declare it with nowhere(name, reason) if that is meant`,
    }));
  });
}

/** Whether a receiver is silent without being meant to be. One that does not exist at all is another mistake. */
export function tellsNobody(receiver: ModelReceiver | undefined): boolean {
  return receiver?.integrations.length === 0 && receiver.discards === undefined;
}

export function describe(labels: LabelValuesByName): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return pairs.length === 0 ? 'any labels' : pairs.join(', ');
}
