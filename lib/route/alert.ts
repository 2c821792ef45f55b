import type { Place } from '../core/problem';
import type { LabelSet } from '../promql/shape';

/** What routing needs to know of an alert: its name and every label that a firing instance carries, `alertname` and `severity` included. */
export interface RoutableAlert {
  readonly name: string;
  readonly labels: LabelSet;
  /** Where it is declared. @default named alone */
  readonly place?: Place;
}

/** Where a problem with an alert stands. */
export function placeOfAlert({ name, place }: RoutableAlert): Place {
  return { subject: `alert ${name}`, ...place };
}

/** The names of some alerts as a type, for a vocabulary: `namesOf([highErrorRate, queueBacklog])`. */
export function namesOf<const Name extends string>(alerts: readonly { readonly name: Name }[]): readonly Name[] {
  return Object.freeze(alerts.map(({ name }) => name));
}
