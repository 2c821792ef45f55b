import type { Routing } from '../../lib/route/routing';
import { simulate } from '../../lib/route/simulate';

type Labels = Readonly<Record<string, string>>;

/** Names of the receivers that are told of an alert, in the order of the tree; at a moment, only those that are not muted. */
export function toldOf(routing: Routing, alert: Labels, at?: Date): readonly string[] {
  return simulate(routing, alert, at === undefined ? {} : { at }).deliveries.filter(({ muted }) => muted === undefined).map(({ receiver }) => receiver);
}

/** Whether one alert keeps another from being told. */
export function silences(routing: Routing, source: Labels, target: Labels): boolean {
  return simulate(routing, target, { firing: [source] }).inhibited !== undefined;
}
