import type { Duration } from '../../core/duration';
import { seconds } from '../../core/duration';
import type { Panel } from '../../dashboard/panel/panel';
import type { State } from '../../dashboard/panel/state';
import type { Query } from '../../dashboard/query';
import type { Thresholds } from '../../dashboard/threshold';
import type { AnsweredSeries, TimeRange } from '../live/prometheus-api';
import type { Asked, PreviewSource } from '../source';

/** A series with the name that its panel gives it. */
export interface NamedSeries extends AnsweredSeries {
  readonly name: string;
}

/** What all panels of a page share. */
export interface DrawContext {
  readonly source: PreviewSource;
  readonly range: TimeRange;
  readonly step: Duration;
  /** Moments at which something happened. */
  readonly marks: readonly { readonly moment: number; readonly text: string }[];
}

/** What a panel says of the values of a query. */
export interface Looks {
  readonly thresholds?: Thresholds | undefined;
  readonly states?: readonly State[];
  readonly display: string | undefined;
}

/** Points for every few pixels of a wide screen; more of them show nothing more. */
const points = 240;

/** How far the points of a page stand apart, in whole steps of 15 seconds. */
export function stepOf({ from, to }: TimeRange): Duration {
  return seconds(Math.max(15, Math.ceil((to - from) / points / 15) * 15));
}

export function askedOf(context: DrawContext, panel: Panel, query: Query, looks: Looks): Asked {
  const step = panel.kind === 'timeSeries' && panel.step !== undefined && panel.step.value > context.step.value ? panel.step : context.step;
  return { query, panel, thresholds: looks.thresholds, states: looks.states ?? [], display: looks.display, range: context.range, step };
}

/** The answers to several queries of a panel over the page's range, with their names. */
export async function rangeOf(context: DrawContext, panel: Panel, queries: readonly Query[], looks: Looks): Promise<readonly NamedSeries[]> {
  const answers = await Promise.all(queries.map(async (query) => named(query, panel, await context.source.range(askedOf(context, panel, query, looks)))));
  return answers.flat();
}

function named(query: Query, panel: Panel, answer: readonly AnsweredSeries[]): readonly NamedSeries[] {
  return answer.map((series) => ({ ...series, name: nameOf(query, panel.title, series.labels) }));
}

/** `{{route}} p95` with the series' own labels. */
function nameOf({ legend }: Query, title: string, labels: Readonly<Record<string, string>>): string {
  return legend === undefined ? title : legend.text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, label: string) => labels[label] ?? '');
}

/** The newest value of a series; undefined when it has none. */
export function newestOf({ points: all }: AnsweredSeries): number | undefined {
  return all.at(-1)?.[1];
}
