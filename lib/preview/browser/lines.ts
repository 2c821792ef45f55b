import type uPlot from 'uplot';
import type { ChartSeries, LineChart } from '../page-data';
import { formatValue } from '../value-format';
import type { ChartFrame, Drawing } from './drawing';
import { axisLook, fittingSize, momentText, timeAxis, utc } from './drawing';
import { colour } from './theme';

/** The library's numbers for what it has no words for at run time. Source: Scale.Distr and Axis.Side in dist/uPlot.d.ts of uplot */
const logarithmic = { distr: 3 } as const;
const onTheRight = { side: 1 } as const;

/** Lines or bars over time, with the limits of their panel and the marks of their dashboard. */
export function lineOptions(chart: LineChart, frame: ChartFrame): Drawing {
  const { width, height, from, to, isSpark } = frame;
  const values = chart.isStacked ? stacked(chart.series) : chart.series.map((series) => [...series.values]);
  const left = chart.series.find(({ isRight }) => !isRight)?.display;
  const right = chart.series.find(({ isRight }) => isRight);
  const limits = chart.limits.map(({ at }) => at);
  const scale = (isLog: boolean): uPlot.Scale => {
    const plain: uPlot.Scale = { range: (_plot, low, high) => ends(chart, low, high, isLog ? [] : limits, isSpark) };
    return isLog ? Object.assign(plain, logarithmic) : plain;
  };
  const distance = distanceOf(chart, frame);
  const options: uPlot.Options = {
    width,
    height,
    tzDate: utc,
    padding: isSpark ? [2, 0, 2, 0] : [8, 18, 0, 0],
    legend: { show: false },
    cursor: isSpark ? { show: false } : { drag: { x: false, y: false }, sync: { key: 'page' }, points: { size: 6 } },
    // Half a bar more on either side, so that the first and the last are whole.
    scales: { x: { time: true, range: () => (chart.style === 'bars' ? [from - distance / 2, to + distance / 2] : [from, to]) }, y: scale(chart.isLogarithmic), right: { range: (_plot, low, high) => ends({ ...chart, limits: [] }, low, high, [], false) } },
    axes: isSpark
      ? [{ show: false }, { show: false }]
      : [timeAxis(), valueAxis('y', left), ...(right === undefined ? [] : [rightAxis(right.display)])],
    series: [{}, ...chart.series.map((series, index) => seriesLook(chart, series, index, isSpark))],
    ...(chart.isStacked && chart.style === 'lines' ? { bands: chart.series.slice(1).map((_series, index) => ({ series: [index + 2, index + 1] satisfies [number, number] })) } : {}),
    hooks: {
      drawAxes: [(plot) => { if (chart.style === 'bars') drawBars(plot, chart, values, distance); }],
      draw: [(plot) => { if (!isSpark) drawLimits(plot, chart); }],
    },
  };
  return {
    options,
    data: [[...chart.moments], ...values],
    describe: (index) => ({
      when: momentText(chart.moments[index] ?? from),
      readings: chart.series.map(({ name, display, values: own }) => ({ name, text: own[index] === null || own[index] === undefined ? '–' : formatValue(display, own[index]) })),
    }),
  };
}

function rightAxis(display: string | undefined): uPlot.Axis {
  return Object.assign(valueAxis('right', display), onTheRight, { grid: { show: false } });
}

/** What is measured in KiB has its lines at whole ones. */
const binarySteps = Array.from({ length: 60 }, (_, power) => 2 ** power);

function valueAxis(scale: string, display: string | undefined): uPlot.Axis {
  const steps = display === 'bytes' || display === 'binBps' ? { incrs: binarySteps } : {};
  return { ...axisLook(), ...steps, scale, space: 34, size: fittingSize, values: (_plot, splits) => splits.map((value) => formatValue(display, value)) };
}

/** Each series on top of the ones before it. */
function stacked(series: readonly ChartSeries[]): (number | null)[][] {
  const sums = series[0]?.values.map(() => 0) ?? [];
  return series.map(({ values }) =>
    values.map((value, index) => {
      if (value === null) return null;
      sums[index] = (sums[index] ?? 0) + value;
      return sums[index];
    }),
  );
}

function seriesLook({ style, isStacked }: LineChart, { isRight }: ChartSeries, index: number, isSpark: boolean): uPlot.Series {
  const stroke = colour(isSpark ? 'plain' : `s${String(index % 8)}`);
  return {
    scale: isRight ? 'right' : 'y',
    stroke,
    width: 1.5,
    fill: `${stroke}${isStacked ? '66' : '14'}`,
    ...(index < 8 ? {} : { dash: [6, 4] }),
    // Bars stand beside or on top of each other, which the library's own do not.
    ...(style === 'bars' ? { paths: () => null } : {}),
    points: { show: false },
    spanGaps: false,
  };
}

/** How far two bars stand apart. */
function distanceOf({ moments }: LineChart, { from, to }: ChartFrame): number {
  const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? moment));
  return gaps.length === 0 ? to - from : gaps.reduce((least, gap) => Math.min(least, gap));
}

/** Of each moment one bar for each series: on top of each other in a stack, beside each other otherwise. */
function drawBars(plot: uPlot, { series, moments, isStacked }: LineChart, tops: readonly (readonly (number | null)[])[], distance: number): void {
  const { ctx } = plot;
  const places = isStacked ? 1 : series.length;
  const group = Math.min(80 * devicePixelRatio, Math.abs(plot.valToPos(distance, 'x', true) - plot.valToPos(0, 'x', true)) * 0.8);
  ctx.save();
  for (const [index, { isRight }] of series.entries()) {
    const scale = isRight ? 'right' : 'y';
    ctx.fillStyle = colour(`s${String(index % 8)}`);
    for (const [column, moment] of moments.entries()) {
      const top = tops[index]?.[column];
      if (top === null || top === undefined) continue;
      const bottom = isStacked && index > 0 ? (tops[index - 1]?.[column] ?? 0) : 0;
      const left = plot.valToPos(moment, 'x', true) - group / 2 + (isStacked ? 0 : (index * group) / places);
      const [y1, y2] = [plot.valToPos(top, scale, true), plot.valToPos(bottom, scale, true)];
      ctx.fillRect(left, Math.min(y1, y2), Math.max(1, group / places - devicePixelRatio), Math.abs(y2 - y1));
    }
  }
  ctx.restore();
}

/** From zero, unless the data goes lower; limits are seen where they are not far away. */
function ends({ min, max, isLogarithmic }: LineChart, low: number | null, high: number | null, limits: readonly number[], isSpark: boolean): [number, number] {
  const top = high ?? 1;
  if (isSpark) return [Math.min(low ?? 0, top * 0.5), top * 1.05 || 1];
  if (isLogarithmic) return [min ?? Math.max(low ?? 1, 1e-9), max ?? Math.max(top, (low ?? 1) * 10)];
  const near = limits.filter((limit) => limit <= top * 2.5);
  const upper = max ?? (Math.max(top, ...near) * 1.08 || 1);
  return [min ?? Math.min(0, low ?? 0), upper];
}

function drawLimits(plot: uPlot, { limits, marks }: LineChart): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  for (const { at, level } of limits) {
    const y = plot.valToPos(at, 'y', true);
    ctx.strokeStyle = colour(level);
    line(ctx, bbox.left, y, bbox.left + bbox.width, y);
  }
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.strokeStyle = colour('critical');
  for (const { moment } of marks) {
    const x = plot.valToPos(moment, 'x', true);
    line(ctx, x, bbox.top, x, bbox.top + bbox.height);
  }
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}
