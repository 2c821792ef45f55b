import type { SingleValuePanel } from '../../dashboard/panel/single-value';
import type { StateTimelinePanel } from '../../dashboard/panel/state-timeline';
import type { Thresholds } from '../../dashboard/threshold';
import type { Band, Body, Track, ValueMark } from '../page-data';
import { formatValue } from '../value-format';
import type { DrawContext, NamedSeries } from './answers';
import { newestOf, rangeOf } from './answers';
import { nothing, sparkline } from './charts';
import { levelOf, stateOf } from './level';

export async function singleValueBody(context: DrawContext, panel: SingleValuePanel): Promise<Body> {
  const { kind, queries, display, thresholds, states, scale, hasSparkline, whenEmpty } = panel;
  const series = await rangeOf(context, panel, queries, { display, thresholds, states });
  const withValue = series.flatMap((one) => {
    const value = newestOf(one);
    return value === undefined ? [] : [{ one, value }];
  });
  if (withValue.length === 0) return { kind: 'values', values: [{ name: '', text: whenEmpty, level: 'plain' }] };
  const isAlone = withValue.length === 1 && queries.length === 1 && queries[0]?.labels.known.size === 0;
  const marks = withValue.map(({ one, value }) => {
    const state = stateOf(states, value);
    const mark: ValueMark = { name: isAlone ? '' : one.name, text: state?.text ?? formatValue(display, value), level: state?.level ?? levelOf(thresholds, value), ...(hasSparkline ? { course: sparkline(one) } : {}) };
    return { mark, share: shareOf(value, scale) };
  });
  if (kind === 'stat') return { kind: 'values', values: marks.map(({ mark }) => mark) };
  if (kind === 'barGauge') return { kind: 'bars', bars: marks.map(({ mark, share }) => ({ ...mark, share })) };
  return { kind: 'gauges', gauges: marks.map(({ mark, share }) => ({ ...mark, share, bands: bandsOf(thresholds, scale) })) };
}

type Ends = SingleValuePanel['scale'];

function shareOf(value: number, scale: Ends): number {
  const [from, to] = [scale?.from.value ?? 0, scale?.to.value ?? 1];
  return to === from ? 0 : Math.min(1, Math.max(0, (value - from) / (to - from)));
}

/** The scale in the colours of its limits. */
function bandsOf(thresholds: Thresholds | undefined, scale: Ends): readonly Band[] {
  if (thresholds === undefined) return [];
  const [least, most] = [scale?.from.value ?? 0, scale?.to.value ?? 1];
  const edges = [least, ...thresholds.steps.map(({ at }) => at.value).sort((a, b) => a - b), most];
  return edges.slice(1).flatMap((to, index): Band[] => {
    const from = edges[index] ?? least;
    const [start, end] = [shareOf(from, scale), shareOf(to, scale)];
    return end <= start ? [] : [{ from: start, to: end, level: levelOf(thresholds, (Math.max(from, least) + Math.min(to, most)) / 2) }];
  });
}

export async function timelineBody(context: DrawContext, panel: StateTimelinePanel): Promise<Body> {
  const series = await rangeOf(context, panel, panel.queries, { display: undefined, states: panel.states });
  return series.length === 0 ? nothing() : { kind: 'timeline', tracks: series.map((one) => trackOf(one, panel, context)) };
}

/** Points of one value that follow each other are one piece; where points are missing, there is a gap. */
function trackOf({ name, points }: NamedSeries, { states }: StateTimelinePanel, { range, step }: DrawContext): Track {
  const length = range.to - range.from;
  const share = (moment: number): number => Math.min(1, Math.max(0, (moment - range.from) / length));
  const pieces: { from: number; to: number; value: number; end: number }[] = [];
  for (const [moment, value] of points) {
    const last = pieces.at(-1);
    if (last?.value === value && moment - last.end <= step.value * 1.5) {
      last.end = moment;
      last.to = share(moment + step.value);
    } else pieces.push({ from: share(moment), to: share(moment + step.value), value, end: moment });
  }
  return { name, pieces: pieces.map(({ from, to, value }) => ({ from, to, ...(stateOf(states, value) ?? { text: formatValue(undefined, value), level: 'plain' as const }) })) };
}
