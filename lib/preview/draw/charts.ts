import type { HeatmapPanel, HistogramPanel } from '../../dashboard/panel/distribution';
import type { TimeSeriesPanel } from '../../dashboard/panel/time-series';
import type { Body, ChartSeries, HeatChart, LegendLine, LineChart } from '../page-data';
import { formatValue } from '../value-format';
import type { DrawContext, NamedSeries } from './answers';
import { rangeOf } from './answers';

/** What a panel without data says. */
export const nothing = (why = 'The answer is empty.'): Body => ({ kind: 'empty', why });

export async function timeSeriesBody(context: DrawContext, panel: TimeSeriesPanel): Promise<Body> {
  const { queries, right, display, thresholds, style, isStacked, axis } = panel;
  const left = await rangeOf(context, panel, queries, { display, thresholds });
  const others = right === undefined ? [] : await rangeOf(context, panel, right.queries, { display: right.display });
  if (left.length + others.length === 0) return nothing();
  const moments = momentsOf([...left, ...others]);
  const series = [...left.map((one) => onChart(one, moments, display, false)), ...others.map((one) => onChart(one, moments, right?.display, true))];
  const isSingle = series.length === 1 && queries[0]?.labels.known.size === 0;
  return {
    kind: 'chart',
    hasLegend: !isSingle,
    legend: series.map(legendLine),
    chart: {
      kind: 'lines',
      style,
      isStacked,
      isLogarithmic: axis.scale === 'logarithmic',
      moments,
      series,
      ...(axis.from === undefined ? {} : { min: axis.from.value }),
      ...(axis.to === undefined ? {} : { max: axis.to.value }),
      limits: thresholds?.steps.map(({ level, at }) => ({ at: at.value, level })) ?? [],
      marks: context.marks,
    },
  };
}

function momentsOf(series: readonly NamedSeries[]): readonly number[] {
  return [...new Set(series.flatMap(({ points }) => points.map(([moment]) => moment)))].sort((a, b) => a - b);
}

function onChart({ name, points }: NamedSeries, moments: readonly number[], display: string | undefined, isRight: boolean): ChartSeries {
  const values = new Map(points.map(([moment, value]) => [moment, rounded(value)]));
  return { name, isRight, display, values: moments.map((moment) => values.get(moment) ?? null) };
}

/** Five digits are more than a screen shows, and keep the page small. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}

function legendLine({ name, display, values }: ChartSeries): LegendLine {
  const finite = values.filter((value) => value !== null);
  const newest = finite.at(-1);
  return { name, newest: newest === undefined ? '–' : formatValue(display, newest), highest: finite.length === 0 ? '–' : formatValue(display, finite.reduce((most, value) => Math.max(most, value))) };
}

/** A course without axes, behind a single value. */
export function sparkline(series: NamedSeries): LineChart {
  const moments = momentsOf([series]);
  return { kind: 'lines', style: 'lines', isStacked: false, isLogarithmic: false, moments, series: [onChart(series, moments, undefined, false)], limits: [], marks: [] };
}

export async function heatmapBody(context: DrawContext, panel: HeatmapPanel): Promise<Body> {
  const series = (await rangeOf(context, panel, panel.queries, { display: undefined })).filter(({ labels }) => labels.le !== undefined);
  if (series.length === 0) return nothing();
  const ascending = [...series].sort((a, b) => Number((a.labels.le ?? '').replace('+Inf', 'Infinity')) - Number((b.labels.le ?? '').replace('+Inf', 'Infinity')));
  const moments = momentsOf(series);
  const cumulative = ascending.map((one) => onChart(one, moments, undefined, false).values);
  const chart: HeatChart = {
    kind: 'heat',
    moments,
    bounds: ascending.map(({ labels }) => (labels.le === '+Inf' ? '∞' : formatValue(panel.display, Number(labels.le)))),
    counts: cumulative.map((values, index) => values.map((value, at) => Math.max(0, (value ?? 0) - (cumulative[index - 1]?.[at] ?? 0)))),
  };
  return { kind: 'chart', chart, hasLegend: false, legend: chart.bounds.map((name, index) => ({ name: `up to ${name}`, newest: String(chart.counts[index]?.at(-1) ?? 0), highest: String(Math.max(...(chart.counts[index] ?? [0]))) })) };
}

const bins = 20;

export async function histogramBody(context: DrawContext, panel: HistogramPanel): Promise<Body> {
  const values = (await rangeOf(context, panel, panel.queries, { display: panel.display })).flatMap(({ points }) => points.map(([, value]) => value));
  if (values.length === 0) return nothing();
  const low = values.reduce((least, value) => Math.min(least, value));
  const high = values.reduce((most, value) => Math.max(most, value));
  const width = (high - low) / bins || 1;
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor((value - low) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const edges = counts.map((_count, index) => rounded(low + index * width));
  return { kind: 'chart', chart: { kind: 'bins', display: panel.display, edges, counts }, hasLegend: false, legend: edges.map((edge, index) => ({ name: `from ${formatValue(panel.display, edge)}`, newest: String(counts[index] ?? 0), highest: String(counts[index] ?? 0) })) };
}
