import uPlot from 'uplot';
import type { BinChart, HeatChart } from '../page-data';
import { formatValue } from '../value-format';
import type { ChartFrame, Drawing } from './drawing';
import { axisLook, fittingSize, momentText, timeAxis, utc } from './drawing';
import { colour } from './theme';

/** A cell for each bucket and moment, the darker the more was counted. */
export function heatOptions({ moments, bounds, counts }: HeatChart, { width, height, from, to }: ChartFrame): Drawing {
  const highest = counts.flat().reduce((most, count) => Math.max(most, count), 1);
  const distance = (moments[1] ?? to) - (moments[0] ?? from);
  // A label for every bucket would not fit into a low panel.
  const every = Math.ceil(bounds.length / Math.max(2, Math.floor(height / 26)));
  const cells = (plot: uPlot): void => {
    const { ctx } = plot;
    ctx.save();
    for (const [row, line] of counts.entries()) {
      const top = plot.valToPos(row + 1, 'y', true);
      const bottom = plot.valToPos(row, 'y', true);
      for (const [column, count] of line.entries()) {
        if (count === 0) continue;
        const x = plot.valToPos((moments[column] ?? from) - distance, 'x', true);
        const next = plot.valToPos(moments[column] ?? from, 'x', true);
        ctx.fillStyle = `rgb(${colourOfHeat} / ${String(0.12 + 0.88 * (count / highest) ** 0.5)})`;
        ctx.fillRect(x, top + 1, Math.max(1, next - x), Math.max(1, bottom - top - 1));
      }
    }
    ctx.restore();
  };
  const colourOfHeat = colour('heat');
  return {
    options: {
      width,
      height,
      tzDate: utc,
      padding: [8, 18, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, sync: { key: 'page' }, y: false, points: { show: false } },
      scales: { x: { time: true, range: () => [from, to] }, y: { range: () => [0, bounds.length] } },
      axes: [timeAxis(), { ...axisLook(), size: fittingSize, splits: () => bounds.map((_bound, index) => index + 1).filter((_split, index) => (bounds.length - 1 - index) % every === 0), values: (_plot, splits) => splits.map((split) => bounds[split - 1] ?? '') }],
      series: [{}, { show: true, stroke: 'transparent', paths: () => null, points: { show: false } }],
      hooks: { drawAxes: [cells] },
    },
    data: [[...moments], moments.map((_moment, column) => counts.reduce((sum, line) => sum + (line[column] ?? 0), 0))],
    describe: (index) => ({
      when: momentText(moments[index] ?? from),
      readings: bounds.map((bound, row) => ({ name: `up to ${bound}`, text: String(counts[row]?.[index] ?? 0) })).filter(({ text }) => text !== '0').reverse(),
    }),
  };
}

/** How often each value occurs. */
export function binOptions({ display, edges, counts }: BinChart, { width, height }: ChartFrame): Drawing {
  const size = (edges[1] ?? 1) - (edges[0] ?? 0);
  const { bars } = uPlot.paths;
  const stroke = colour('s0');
  return {
    options: {
      width,
      height,
      padding: [8, 18, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { time: false, range: () => [edges[0] ?? 0, (edges.at(-1) ?? 0) + size] }, y: { range: (_plot, _low, high) => [0, high * 1.05] } },
      axes: [{ ...axisLook(), space: 80, size: 28, values: (_plot, splits) => splits.map((value) => formatValue(display, value)) }, { ...axisLook(), size: fittingSize, values: (_plot, splits) => splits.map(String) }],
      series: [{}, { stroke, fill: `${stroke}cc`, points: { show: false }, ...(bars === undefined ? {} : { paths: bars({ size: [0.9], align: 1 }) }) }],
    },
    data: [[...edges], [...counts]],
    describe: (index) => ({ when: `from ${formatValue(display, edges[index] ?? 0)}`, readings: [{ name: 'counted', text: String(counts[index] ?? 0) }] }),
  };
}
