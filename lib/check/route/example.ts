import type { Problem } from '../../core/problem';
import type { RoutableAlert } from '../../route/alert';
import { loadForeign } from '../../route/foreign/load';
import { checkRouting } from './all';
import type { ExampleLabels, RouteExample } from './route-check';

/** What all checks say of an example. */
export function exampleProblems({ config, alerts }: RouteExample): readonly Problem[] {
  const { model, problems } = loadForeign(config, 'alertmanager.yml');
  return [...problems, ...checkRouting(model, alerts === undefined ? undefined : Object.entries(alerts).map(exampleAlert))];
}

function exampleAlert([name, labels]: readonly [string, ExampleLabels]): RoutableAlert {
  const values = Object.entries({ alertname: name, ...labels }).map(([label, value]) => [label, { values: typeof value === 'string' ? [value] : value, isOptional: false }] as const);
  return { name, labels: { known: new Map(values), hasOthers: false } };
}
