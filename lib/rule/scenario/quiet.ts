import { isComparison, walk } from '../../promql/node';
import type { Alert } from '../alert';
import type { Recording } from '../recording';
import { reachOf } from '../reach';
import type { InputSeries } from './input';
import { holdsAt, steadyAmount, worldOf } from './mixture';
import type { SilentScenario } from './scenario';

/** So few events that no guard lets them through. */
const hardlyAny = 1e-5;

/**
 * The firing scenarios of an alert with hardly any events, where a guard against small numbers makes the alert silent:
 * the shares are as bad as before, and nobody should hear of them. None where nothing guards the alert.
 */
export function quietScenes(alert: Alert, recordings: readonly Recording<string, string>[]): readonly SilentScenario[] {
  const comparisons = [...walk(alert.expression)].filter((node) => node.kind === 'binary' && isComparison(node.operator));
  if (comparisons.length < 2) return [];
  const at = reachOf(alert.expression, recordings).value * 3 + 1;
  return alert.firing.flatMap((scenario): SilentScenario[] => {
    if (!scenario.given.every((series) => steadyAmount(series) !== undefined) || !scenario.given.some(grows)) return [];
    const given = scenario.given.map(hushed);
    if (holdsAt(alert.expression, worldOf([{ from: 0, series: given }], recordings), at) !== false) return [];
    const { every, startsAt } = scenario;
    return [{ name: `${scenario.name ?? 'fires'}, but hardly anything happens`, given, at: scenario.at, ...(every === undefined ? {} : { every }), ...(startsAt === undefined ? {} : { startsAt }) }];
  });
}

function grows({ phases }: InputSeries): boolean {
  return phases.some((phase) => 'perSecond' in phase);
}

function hushed(series: InputSeries): InputSeries {
  return { ...series, phases: series.phases.map((phase) => ('perSecond' in phase ? { ...phase, perSecond: phase.perSecond * hardlyAny } : phase)) };
}
