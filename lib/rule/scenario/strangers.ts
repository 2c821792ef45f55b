import type { LabelSpec } from '../../metric/declaration';
import { isOpen } from '../../metric/declaration';
import { matcherTest } from '../../metric/series';
import type { SelectorMatcher, SelectorNode } from '../../promql/node';
import { selectors } from '../../promql/node';
import type { Alert } from '../alert';
import { thresholds } from '../comparison';
import type { InputSeries, Phase } from './input';
import { fulfils } from './predict/sample';
import type { Proof } from './proof';
import { writtenProofs } from './proof';
import { identity } from './sequence';

/**
 * The written scenarios in the company of strangers: series that miss one matcher each, and behave as in the opposite
 * scenario, some of them much more so and some much less. Somebody else's outage must not fire this alert, and somebody
 * else's calm must not hide this outage.
 */
export function amongStrangers(alert: Alert): readonly Proof[] {
  return writtenProofs(alert).flatMap((proof, index) => {
    const isFiring = index < alert.firing.length;
    const opposites = isFiring ? alert.silent : alert.firing;
    const known = new Set(proof.given.map(identity));
    return opposites.flatMap((opposite, other): Proof[] => {
      const strangers = [...opposite.given.flatMap((series) => strangersOf(series, alert)), ...recordedStrangers(alert, !isFiring)].filter((stranger) => !known.has(identity(stranger)));
      const distinct = [...new Map(strangers.map((stranger) => [identity(stranger), stranger])).values()];
      return distinct.length === 0 ? [] : [{ ...proof, name: `${proof.name}, among strangers ${other + 1}`, given: [...proof.given, ...distinct] }];
    });
  });
}

/** So loud that one drowns whatever it is added to, and so faint that one is the least of all. */
const volumes = [{ name: 'loud', factor: 1000 }, { name: 'faint', factor: 0.001 }] as const;

/** The same series with one label changed so that no selector of the alert finds it any more. */
function strangersOf(series: InputSeries, { expression }: Alert): readonly InputSeries[] {
  const own = selectors(expression).filter(({ name }) => name === series.name);
  const matchers = new Map(own.filter(({ matchers: all }) => fulfils(series.labels, all)).flatMap(({ matchers: all }) => all.map((matcher) => [JSON.stringify([matcher.label, matcher.operator, matcher.value]), matcher] as const)));
  return [...matchers.values()].flatMap((matcher) => {
    const value = otherValue(matcher, own);
    if (value === undefined) return [];
    const labels = { ...series.labels, [matcher.label]: value };
    if (own.some(({ matchers: all }) => fulfils(labels, all))) return [];
    return volumes.map(({ name, factor }) => ({ name: series.name, labels: { ...labels, instance: `${labels.instance ?? ''}-${name}` }, phases: series.phases.map((phase) => scaled(phase, factor)) }));
  });
}

function scaled(phase: Phase, factor: number): Phase {
  if ('perSecond' in phase) return { ...phase, perSecond: phase.perSecond * factor };
  return 'level' in phase ? { ...phase, level: phase.level * factor } : phase;
}

/** A value that the matcher refuses: a declared one where the list is closed. */
function otherValue(matcher: SelectorMatcher, own: readonly SelectorNode[]): string | undefined {
  const isRefused = (value: string): boolean => !matcherTest(matcher)(value);
  const specs = own.map(({ declaration }) => declaration?.labels).filter((spec): spec is LabelSpec => spec !== undefined);
  const declared = specs.map((spec) => spec[matcher.label]).find((values) => values !== undefined);
  const candidates = declared === undefined || isOpen(declared) ? ['stranger', matcher.value] : declared;
  return candidates.find(isRefused);
}

/** Recorded series of somebody else, on the wrong side of every limit that they are compared with. */
function recordedStrangers({ expression }: Alert, isFiring: boolean): readonly InputSeries[] {
  const recorded = selectors(expression).filter(({ declaration }) => declaration?.jobs.length === 0);
  return recorded.flatMap(({ name = '', matchers, declaration }) => {
    const isHighBad = !thresholds(expression).some(({ operator, value }) => (operator === '<' || operator === '<=') && selectors(value).some((selector) => selector.name === name));
    const labels = Object.fromEntries(Object.keys(declaration?.labels ?? {}).map((label) => [label, 'stranger']));
    return matchers.length === 0 ? [] : [{ name, labels, phases: [{ level: isHighBad === isFiring ? 1e6 : 0 }] }];
  });
}
