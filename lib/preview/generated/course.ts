import type { Asked } from '../source';
import { displayFactor } from '../../dashboard/display';
import type { Thresholds } from '../../dashboard/threshold';
import { selectors } from '../../promql/node';
import { print } from '../../promql/print';
import { chance } from './hash';
import type { Effect } from './incident';

type Labels = Readonly<Record<string, string>>;

/** The value of a series at a moment. */
export type Course = (moment: number) => number;

/**
 * How a series might run, from its unit and the limits of its panel: on the good side of them, with the days going up
 * and down and one short disturbance. The same query always runs the same way, whichever panel shows it.
 */
export function courseOf(asked: Asked, labels: Labels, { index, lines, effect, isQuiet }: Position): Course {
  const text = print(asked.query.expression);
  // A short seed: it is mixed in again for every point.
  const seed = String(chance(text, JSON.stringify(labels)));
  if (asked.states.length > 0) return stateCourse(asked, isQuiet ? effect?.since : index === 1 ? disturbance(asked, seed) : undefined);
  const { unit } = asked.query;
  if (unit === 'timestamp') {
    const age = 600 + chance(seed) * 7200;
    return () => (asked.range.to - age) * displayFactor(asked.display);
  }
  const level = levelOf(asked, text, seed, { lines, weight: weightOf(labels, index) });
  const hit = effect === undefined ? undefined : hitOf(effect, asked.thresholds, isTrouble(text));
  if (hit === undefined && (level === 0 || (asked.thresholds?.trouble === 'below' && level >= 1 && unit === 'ratio'))) return () => level;
  const { from, to } = asked.range;
  const isWhole = isCounted(unit);
  const disturbed = !isQuiet && (isTrouble(text) || asked.thresholds?.trouble === 'above') && index === 0;
  return (moment) => {
    const day = Math.sin(((moment % 86_400) / 86_400 - 0.3) * 2 * Math.PI);
    const noise = smooth(seed, moment, (to - from) / 40) - 0.5;
    const share = (moment - from) / (to - from);
    const bump = disturbed ? 1.4 * Math.exp(-(((share - 0.62) / 0.025) ** 2)) : 0;
    const usual = level * (1 + 0.18 * day + 0.24 * noise + bump);
    const value = hit === undefined ? usual : hit(usual, moment, weightOfQuantile(text) * (1 + 0.1 * noise));
    const bounded = unit === 'ratio' ? Math.min(1, Math.max(0, value)) : Math.max(0, value);
    return isWhole ? Math.round(bounded) : bounded;
  };
}

/** Which of how many lines of a panel it is, and what is wrong with it. */
export interface Position {
  readonly index: number;
  readonly lines: number;
  /** Undefined where nothing is. */
  readonly effect: Effect | undefined;
  /** Nothing but what an alert is about goes wrong. */
  readonly isQuiet: boolean;
}

/** How a usual value changes while an alert fires: within three minutes it reaches another. */
function hitOf(effect: Effect, thresholds: Thresholds | undefined, isBad: boolean): ((usual: number, moment: number, shape: number) => number) | undefined {
  const reached = reachedBy(effect, thresholds, isBad);
  if (reached === undefined) return undefined;
  return (usual, moment, shape) => {
    const share = Math.min(1, Math.max(0, (moment - effect.since) / 180));
    return usual + share * (reached(usual, shape) - usual);
  };
}

/** Beyond the alert's limit; below the panel's where low is bad; many times as much of what is bad; and else as usual. */
function reachedBy({ limit }: Effect, thresholds: Thresholds | undefined, isBad: boolean): ((usual: number, shape: number) => number) | undefined {
  const value = limit?.limit.value ?? 0;
  if (limit?.operator.startsWith('>') === true) return (usual, shape) => Math.max(usual, value === 0 ? 3 : 1.6 * value * shape);
  if (limit?.operator.startsWith('<') === true) return (usual) => Math.min(usual, 0.5 * value);
  const worst = thresholds?.steps.at(-1)?.at.value;
  if (worst !== undefined && thresholds?.trouble === 'below') return (usual) => Math.min(usual, 0.85 * worst);
  return isBad ? (usual) => 8 * usual : undefined;
}

/** The first state that is good, and a bad one for a while, or from a moment on. */
function stateCourse({ states }: Asked, bad: number | { readonly from: number; readonly to: number } | undefined): Course {
  const good = states.find(({ tone }) => tone === 'good') ?? states[0];
  const worst = states.find(({ tone }) => tone === 'bad');
  const { from, to } = typeof bad === 'number' ? { from: bad, to: Infinity } : (bad ?? { from: Infinity, to: Infinity });
  return (moment) => (worst !== undefined && moment >= from && moment < to ? worst.value : (good?.value ?? 0));
}

/** A while that is over again. */
function disturbance({ range }: Asked, seed: string): { readonly from: number; readonly to: number } {
  const length = range.to - range.from;
  const from = range.from + length * (0.55 + 0.1 * chance(seed));
  return { from, to: from + length * 0.06 };
}

function levelOf(asked: Asked, text: string, seed: string, { lines, weight }: Place): number {
  const { thresholds, query, display, panel } = asked;
  const { unit } = query;
  const between = (low: number, high: number, of = seed): number => low * (high / low) ** chance(of);
  const mildest = thresholds?.steps[0]?.at.value;
  if (mildest !== undefined && thresholds !== undefined) {
    if (thresholds.trouble === 'above') return mildest * (0.35 + 0.25 * chance(seed)) * weightOfQuantile(text);
    return unit === 'ratio' ? mildest + (1 - mildest) * (0.4 + 0.3 * chance(seed)) : mildest * (1.3 + 0.5 * chance(seed));
  }
  if (panel.kind === 'gauge' || panel.kind === 'barGauge') {
    const { from, to } = panel.scale ?? { from: { value: 0 }, to: { value: 1 } };
    return from.value + (to.value - from.value) * (0.25 + 0.5 * chance(seed));
  }
  // The same metric has the same total wherever it is shown, split among as many lines as there are.
  const total = (low: number, high: number): number => (between(low, high, selectors(query.expression)[0]?.name ?? text) * (0.7 + 0.6 * chance(seed)) * weight) / lines;
  const isRate = unit?.endsWith('/s') === true && unit !== 'bytes/s';
  if (unit === 'ratio' && display !== 'percentunit') return isTrouble(text) ? 0 : 1;
  if (isTrouble(text)) return unit === 'ratio' ? between(0.001, 0.01) : isRate ? total(0.005, 0.05) : unit === 'seconds' ? between(2, 60) : panel.kind === 'barChart' ? total(20, 60) : 0;
  if (display === 'dtdurations') return query.labels.known.has('alertname') ? between(400, 2400) : between(3600, 20 * 86_400);
  switch (unit) {
    case 'ratio':
      return panel.kind === 'timeSeries' && panel.isStacked ? between(0.3, 0.9) / lines / 1.5 : between(0.15, 0.6);
    case 'seconds':
      return /duration|latency|quantile/.test(text) ? between(0.05, 0.4) * weightOfQuantile(text) : between(10, 600);
    case 'bytes':
      return between(2e8, 8e9);
    case 'bytes/s':
      return total(2e5, 2e7);
    default:
      return unit?.includes(' per ') === true ? between(0.2, 2) : total(20, 200);
  }
}

/** Of how many lines this is one, and how much larger or smaller than the others it is. */
interface Place {
  readonly lines: number;
  readonly weight: number;
}

/** What is wrong is rarer than what is right, and the first step of several is the most frequent. */
function weightOf(labels: Labels, index: number): number {
  const isRare = /"[^"]*(fail|error|cancel|refund|timeout)[^"]*"|"5\d\d"/i.test(JSON.stringify(Object.values(labels)));
  return isRare ? 0.06 : 1.5 / (1 + 0.45 * index);
}

/** The median is lower than the 95th percentile. */
function weightOfQuantile(text: string): number {
  const quantile = /histogram_quantile\(\s*([\d.]+)/.exec(text)?.[1];
  return quantile === undefined ? 1 : 0.3 + 0.7 * Math.max(0, (Number(quantile) - 0.5) * 2) ** 2;
}

/** What is counted comes in whole numbers; rates, averages and money do not. */
function isCounted(unit: string | undefined): boolean {
  return unit !== undefined && !/^(ratio|seconds|bytes|[A-Z]{3}$)|\/s|per |times /.test(unit);
}

/** Whether what is measured is bad in itself. */
function isTrouble(text: string): boolean {
  return /err|fail|refus|drop|stalled|waiting|lost|reject|unhealthy|missed|discard|5\.\.|corrupt|restart|readonly|pressure|evict|truncat|retries|throttl/i.test(text);
}

/** Noise without jumps: straight between fixed points. */
function smooth(seed: string, moment: number, distance: number): number {
  const position = moment / distance;
  const before = Math.floor(position);
  const part = position - before;
  return chance(seed, before) * (1 - part) + chance(seed, before + 1) * part;
}
