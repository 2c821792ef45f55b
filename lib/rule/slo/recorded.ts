import type { Duration } from '../../core/duration';
import { formatDuration } from '../../core/duration';
import type { Unit } from '../../core/unit';
import type { MetricDeclaration } from '../../metric/declaration';
import { Series } from '../../metric/series';
import { sloSeries } from './names';
import type { Slo } from './slo';

type RecordedSloSeries<U extends Unit> = Series<'gauge', U, { readonly slo: string[]; readonly service: string[] }, string, never>;

/** What some SLOs record, as series for panels: each has the labels `slo` and `service`. */
export interface RecordedSlos {
  /** Share of good events that is promised. */
  readonly objective: RecordedSloSeries<'ratio'>;
  /** Share of the budget that is left; negative when more was spent. */
  readonly remaining: RecordedSloSeries<'ratio'>;
  /** How many times faster than evenly the budget is spent, over the window of the fastest alarm. */
  readonly currentBurn: RecordedSloSeries<'ratio'>;
  /** How many times the budget was spent over the period. */
  readonly periodBurn: RecordedSloSeries<'ratio'>;
  /** Until the budget is spent, if it goes on as now; nothing while nothing burns. */
  readonly exhaustion: RecordedSloSeries<'seconds'>;
  /** 1 while there is budget left and it is not burning fast, 0 otherwise. */
  readonly deploysAllowed: RecordedSloSeries<'ratio'>;
  /** Share of bad events over a window that some alarm has. */
  readonly errorRatio: (window: Duration) => RecordedSloSeries<'ratio'>;
}

/** The recorded series of some SLOs: `recordedBy(canvascastSlos).remaining` is `slo:budget_remaining:ratio`. */
export function recordedBy(slos: readonly Slo[]): RecordedSlos {
  const labels = { slo: slos.map(({ name }) => name), service: [...new Set(slos.map(({ service }) => service))] };
  const series = <U extends Unit>(name: string, unit: U, help: string): RecordedSloSeries<U> => {
    const declaration: MetricDeclaration = Object.freeze({ name, type: 'gauge', help, unit, counts: unit, labels, jobs: [], shared: false, createdOnFirstEvent: false, thirdParty: false });
    return new Series({ declaration, seriesName: name, sample: 'gauge', unit, labelSpec: labels });
  };
  return Object.freeze({
    objective: series(sloSeries.objective, 'ratio', 'Share of good events that is promised.'),
    remaining: series(sloSeries.remaining, 'ratio', 'Share of the budget that is left.'),
    currentBurn: series(sloSeries.currentBurn, 'ratio', 'How many times faster than evenly the budget is spent.'),
    periodBurn: series(sloSeries.periodBurn, 'ratio', 'How many times the budget was spent over the period.'),
    exhaustion: series(sloSeries.exhaustion, 'seconds', 'Time until the budget is spent.'),
    deploysAllowed: series(sloSeries.deploysAllowed, 'ratio', 'Whether a deploy is allowed.'),
    errorRatio: (window: Duration) => series(sloSeries.errorRatio(window), 'ratio', `Share of bad events over ${formatDuration(window)}.`),
  });
}
