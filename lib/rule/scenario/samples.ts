import type { Duration } from '../../core/duration';
import { added, distributionText, emptyDistribution } from './distribution';
import type { InputSeries } from './input';

/**
 * The samples of a series in promtool's notation: `0+90x40 _x4 3690+15x20`.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function sampleText(series: InputSeries, interval: Duration, length: Duration): string {
  const parts: string[] = [];
  /** What the next sample is, where a phase begins anew; otherwise growth goes on from `last`. */
  let start: number | undefined = 0;
  let last = 0;
  /** Growth from one sample to the next. */
  let pace = 0;
  let lastDistribution = emptyDistribution;
  let remaining = Math.ceil(length.milliseconds / interval.milliseconds) + 1;
  for (const [index, phase] of series.phases.entries()) {
    if ('startsAt' in phase) {
      start = phase.startsAt;
      continue;
    }
    const isLast = index === series.phases.length - 1;
    const wanted = isLast || phase.lasts === undefined ? remaining : Math.min(remaining, Math.round(phase.lasts.milliseconds / interval.milliseconds));
    if (wanted <= 0) continue;
    remaining -= wanted;
    if ('missing' in phase) {
      parts.push(`_x${wanted}`);
      // Nobody looks, and it goes on.
      last += pace * wanted;
    } else if ('gone' in phase) parts.push(wanted === 1 ? 'stale' : `stale _x${wanted - 1}`);
    else if ('distributionPerSecond' in phase) {
      const step = added(emptyDistribution, phase.distributionPerSecond, interval.value);
      const first = start === undefined ? added(lastDistribution, step, 1) : emptyDistribution;
      parts.push(`${distributionText(first, number)}+${distributionText(step, number)}x${wanted - 1}`);
      lastDistribution = added(first, step, wanted - 1);
      start = undefined;
    } else {
      const step = 'level' in phase ? 0 : phase.perSecond * interval.value;
      const first: number = 'level' in phase ? phase.level : (start ?? continued(last, step));
      parts.push(`${number(first)}${step < 0 ? '' : '+'}${number(step)}x${wanted - 1}`);
      last = first + step * (wanted - 1);
      pace = step;
      start = undefined;
    }
  }
  return parts.join(' ');
}

/**
 * Where growth goes on. The engine adds the steps up one by one, and where they are no binary fractions its sum has dust:
 * a hair more makes sure that no sample is less than the one before, which the engine would take for a restart.
 */
function continued(last: number, step: number): number {
  const next = last + step;
  const isExact = Number.isInteger(last * 1024) && Number.isInteger(step * 1024);
  return step < 0 || isExact ? next : next * (1 + 1e-10);
}

/** Twelve digits: beyond what a scenario means, short of binary dust. */
function number(value: number): string {
  return String(Number(value.toPrecision(12)));
}
