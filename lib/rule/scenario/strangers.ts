import type { LabelSpec } from '../../metric/declaration';
import { isOpen } from '../../metric/declaration';
import { matcherTest } from '../../metric/series';
import type { SelectorMatcher, SelectorNode } from '../../promql/node';
import { selectors } from '../../promql/node';
import type { Alert } from '../alert';
import { thresholds } from '../comparison';
import type { RuleGroup } from '../group';
import { recordingsFor } from '../needed-rules';
import type { InputSeries, Phase } from './input';
import { fulfils } from './predict/sample';
import type { Proof } from './proof';
import { writtenProofs } from './proof';
import { quietScenes } from './quiet';
import { identity } from './sequence';

/**
 * The written scenarios in the company of strangers: series that miss one matcher each, and behave as in the opposite
 * scenario, or much more so, or much less. Somebody else's outage must not fire this alert, and somebody else's calm must
 * not hide this outage.
 */
export function amongStrangers(alert: Alert, groups: readonly RuleGroup[] = [], volumes: readonly StrangerVolume[] = strangerVolumes): readonly Proof[] {
  const quiet = quietScenes(alert, recordingsFor(alert, groups));
  const silent = [...alert.silent, ...quiet];
  return writtenProofs(alert, quiet).flatMap((proof, index) => {
    const isFiring = index < alert.firing.length;
    const known = new Set(proof.given.map(identity));
    const opposites = (isFiring ? silent : alert.firing).map(({ given }) => given);
    return volumes.flatMap((volume): Proof[] => {
      const strangers = [...oddFirst(opposites.flat(), proof.given).flatMap((series) => strangersOf(series, factors[volume], alert)), ...recordedStrangers(alert, !isFiring)];
      const company = firstOfEach(strangers.filter((stranger) => !known.has(identity(stranger))));
      return company.length === 0 ? [] : [{ ...proof, name: `${proof.name}, among ${volume} strangers`, given: [...proof.given, ...company] }];
    });
  });
}

/** How strangers compare with those whom they resemble. */
export const strangerVolumes = ['loud', 'alike', 'faint'] as const;

export type StrangerVolume = (typeof strangerVolumes)[number];

/** So loud that one drowns whatever it is added to, and so faint that one is the least of all. */
const factors: Readonly<Record<StrangerVolume, number>> = { loud: 1000, alike: 1, faint: 0.001 };

/** Those first that behave otherwise than they do here: where one of several causes is enough, the others lie still in its scenario. */
function oddFirst(series: readonly InputSeries[], here: readonly InputSeries[]): readonly InputSeries[] {
  const course = new Map(here.map((one) => [identity(one), JSON.stringify(one.phases)]));
  const isOdd = (one: InputSeries): boolean => course.get(identity(one)) !== JSON.stringify(one.phases);
  return [...series.filter(isOdd), ...series.filter((one) => !isOdd(one))];
}

/** A series can behave in one way only: as the first that was asked for. */
function firstOfEach(all: readonly InputSeries[]): readonly InputSeries[] {
  return [...new Map([...all].reverse().map((series) => [identity(series), series])).values()].reverse();
}

/** The same series with one label changed so that no selector of the alert finds it any more. */
function strangersOf(series: InputSeries, factor: number, { expression }: Alert): readonly InputSeries[] {
  const own = selectors(expression).filter(({ name }) => name === series.name);
  const matchers = new Map(own.filter(({ matchers: all }) => fulfils(series.labels, all)).flatMap(({ matchers: all }) => all.map((matcher) => [JSON.stringify([matcher.label, matcher.operator, matcher.value]), matcher] as const)));
  return [...matchers.values()].flatMap((matcher) => {
    const value = otherValue(matcher, own);
    if (value === undefined) return [];
    const labels = { ...series.labels, [matcher.label]: value };
    if (own.some(({ matchers: all }) => fulfils(labels, all))) return [];
    return [{ name: series.name, labels, phases: series.phases.map((phase) => scaled(phase, factor)) }];
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
  const candidates = declared === undefined || isOpen(declared) ? ['stranger', ...matcher.value.split('|')] : declared;
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
