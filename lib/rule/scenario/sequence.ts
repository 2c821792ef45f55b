import type { Duration } from '../../core/duration';
import { milliseconds } from '../../core/duration';
import { mistake } from '../../core/problem';
import { emptyDistribution } from './distribution';
import type { InputSeries, Phase } from './input';

/** Series that behave in one way for a while. */
export interface Stage {
  readonly given: readonly InputSeries[];
  /** @default to the end; only the last stage may leave it out */
  readonly lasts?: Duration;
}

/**
 * One stage after the other: an outage of ten minutes in steady traffic is
 *
 *     inSequence({ given: traffic(100, 0), lasts: hours(1) }, { given: traffic(94, 6), lasts: minutes(10) }, { given: traffic(100, 0) })
 *
 * A counter that a stage does not mention stands still in it; a gauge that a stage does not mention has no sample.
 *
 * @throws BelfryError when a stage before the last has no end, or a series within it lasts longer than the stage
 */
export function inSequence(...stages: readonly [Stage, ...Stage[]]): readonly InputSeries[] {
  const first = new Map<string, InputSeries>();
  for (const series of stages.flatMap(({ given }) => given)) if (!first.has(identity(series))) first.set(identity(series), series);
  return [...first].map(([key, { name, labels }]) => {
    const own = stages.map(({ given }) => given.find((series) => identity(series) === key));
    const grows = own.some((series) => series?.phases.some((phase) => 'perSecond' in phase) === true);
    const distributes = own.some((series) => series?.phases.some((phase) => 'distributionPerSecond' in phase) === true);
    const phases = stages.flatMap(({ lasts }, index) => {
      const series = own[index];
      const resting: Phase = grows ? { perSecond: 0 } : distributes ? { distributionPerSecond: emptyDistribution } : { missing: true };
      const isLast = index === stages.length - 1;
      return isLast ? (series?.phases ?? [resting]) : filled(name, series?.phases ?? [resting], lasts);
    });
    return { name, labels, phases };
  });
}

/** What makes two inputs one series. */
export function identity({ name, labels }: InputSeries): string {
  return JSON.stringify([name, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** The phases, the last of which ends with the stage. */
function filled(name: string, phases: readonly Phase[], lasts: Duration | undefined): readonly Phase[] {
  const place = { subject: `scenario series ${name}` };
  if (lasts === undefined) throw mistake({ check: 'scenario/endless-stage', message: 'a stage has no end, and others follow', place, fix: 'say how long it lasts' });
  const last = phases.at(-1);
  const before = phases.slice(0, -1);
  const used = before.reduce((total, phase) => total + ('startsAt' in phase ? 0 : (phase.lasts?.milliseconds ?? 0)), 0);
  if (last === undefined || 'startsAt' in last) return phases;
  const rest = milliseconds(lasts.milliseconds - used);
  if (rest.milliseconds < 0) throw mistake({ check: 'scenario/stage-too-short', message: 'the phases of a series last longer than their stage', place, fix: 'lengthen the stage, or shorten the phases' });
  return [...before, { ...last, lasts: last.lasts !== undefined && last.lasts.milliseconds < rest.milliseconds ? last.lasts : rest }];
}
