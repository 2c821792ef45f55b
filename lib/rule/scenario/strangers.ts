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
 * scenario, only much more so. Somebody else's outage must not fire this alert, and somebody else's calm must not hide
 * this outage.
 */
export function amongStrangers(alert: Alert): readonly Proof[] {
  const written = writtenProofs(alert);
  const [firing, silent] = [alert.firing, alert.silent].map((scenarios) => scenarios.flatMap(({ given }) => given));
  return written.flatMap((proof, index) => {
    const opposite = (index < alert.firing.length ? silent : firing) ?? [];
    const known = new Set(proof.given.map(identity));
    const strangers = new Map<string, InputSeries>();
    const add = (series: InputSeries): void => {
      if (!known.has(identity(series)) && !strangers.has(identity(series))) strangers.set(identity(series), series);
    };
    for (const series of opposite) for (const stranger of strangersOf(series, alert)) add(stranger);
    for (const stranger of recordedStrangers(alert, index >= alert.firing.length)) add(stranger);
    return strangers.size === 0 ? [] : [{ ...proof, name: `${proof.name}, among strangers`, given: [...proof.given, ...strangers.values()] }];
  });
}

/** So loud that it drowns whatever it is added to. */
const loudness = 1000;

/** The same series with one label changed so that no selector of the alert finds it any more. */
function strangersOf(series: InputSeries, { expression }: Alert): readonly InputSeries[] {
  const own = selectors(expression).filter(({ name }) => name === series.name);
  const matchers = new Map(own.filter(({ matchers: all }) => fulfils(series.labels, all)).flatMap(({ matchers: all }) => all.map((matcher) => [JSON.stringify([matcher.label, matcher.operator, matcher.value]), matcher] as const)));
  return [...matchers.values()].flatMap((matcher) => {
    const value = otherValue(matcher, own);
    if (value === undefined) return [];
    const labels = { ...series.labels, [matcher.label]: value };
    return own.some(({ matchers: all }) => fulfils(labels, all)) ? [] : [{ name: series.name, labels, phases: series.phases.map(louder) }];
  });
}

/** A value that the matcher refuses: a declared one where the list is closed. */
function otherValue(matcher: SelectorMatcher, own: readonly SelectorNode[]): string | undefined {
  const isRefused = (value: string): boolean => !matcherTest(matcher)(value);
  const specs = own.map(({ declaration }) => declaration?.labels).filter((spec): spec is LabelSpec => spec !== undefined);
  const declared = specs.map((spec) => spec[matcher.label]).find((values) => values !== undefined);
  const candidates = declared === undefined || isOpen(declared) ? ['stranger', matcher.value] : declared;
  return candidates.find(isRefused);
}

function louder(phase: Phase): Phase {
  return 'perSecond' in phase ? { ...phase, perSecond: phase.perSecond * loudness } : phase;
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
