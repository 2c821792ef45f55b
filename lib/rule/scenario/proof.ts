import type { Duration } from '../../core/duration';
import { mistake, refuse } from '../../core/problem';
import type { Alert } from '../alert';
import { annotationProblems } from './annotation';
import type { InputSeries } from './input';
import type { ExpectedAlert, FiringScenario, SilentScenario } from './scenario';

/** Series over time, and what an alert must do in them: a scenario in the form in which it is run, written or derived. */
export interface Proof {
  readonly name: string;
  readonly given: readonly InputSeries[];
  /** @default the installation's intervals */
  readonly every?: Duration;
  readonly startsAt?: string;
  readonly checks: readonly Check[];
}

/** What holds at a moment: nothing fires, exactly these instances fire, or some instance does whatever its labels and text. */
export type Check = { readonly at: Duration } & ({ readonly expects: 'nothing' } | { readonly expects: 'something' } | { readonly expects: readonly ExpectedAlert[] });

/**
 * The scenarios that an alert carries, and further ones in which it is silent.
 *
 * @throws BelfryError when a firing scenario expects no alert, or shows a text that nobody can read
 */
export function writtenProofs(alert: Alert, alsoSilent: readonly SilentScenario[] = []): readonly Proof[] {
  return [...alert.firing.map((scenario) => firingProof(alert, scenario)), ...[...alert.silent, ...alsoSilent].map((scenario) => silentProof(alert, scenario))];
}

function firingProof(alert: Alert, scenario: FiringScenario): Proof {
  const { at, notYetAt, alsoAt, resolvedAt, alerts } = scenario;
  const name = scenario.name ?? 'fires';
  if (alerts.length === 0) {
    throw mistake({ check: 'scenario/expects-nothing', message: 'a firing scenario expects no alert', place: { subject: alert.subject }, fix: 'list the labels and the description of every instance that fires' });
  }
  refuse(alerts.flatMap(({ description }) => annotationProblems(`${alert.subject}, scenario '${name}'`, description)));
  const quiet = [notYetAt, resolvedAt].filter((moment) => moment !== undefined);
  const loud = alsoAt === undefined ? [] : [{ at: alsoAt, expects: 'something' as const }];
  return { ...setting(alert, scenario, name), checks: [...quiet.map((moment) => ({ at: moment, expects: 'nothing' as const })), { at, expects: alerts }, ...loud] };
}

function silentProof(alert: Alert, scenario: SilentScenario): Proof {
  const moments = 'milliseconds' in scenario.at ? [scenario.at] : scenario.at;
  return { ...setting(alert, scenario, scenario.name ?? 'stays silent'), checks: moments.map((at) => ({ at, expects: 'nothing' })) };
}

function setting(alert: Alert, { given, every, startsAt }: SilentScenario | FiringScenario, name: string): Omit<Proof, 'checks'> {
  return { name: `${alert.name}: ${name}`, given, ...(every === undefined ? {} : { every }), ...(startsAt === undefined ? {} : { startsAt }) };
}
