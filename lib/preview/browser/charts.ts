import uPlot from 'uplot';
import type { Chart, PageCharts } from '../page-data';
import { binOptions, heatOptions } from './counts';
import type { Drawing } from './drawing';
import { lineOptions } from './lines';
import type { DrawnChart } from './pointer';
import { listen } from './pointer';

/** Draws every chart whose place has a width; the others as soon as their row is opened. Answers what draws them anew. */
export function drawCharts({ from, to, charts }: PageCharts): () => void {
  const drawn = new Map<HTMLElement, DrawnChart>();
  const places = [...document.querySelectorAll<HTMLElement>('[data-chart]')];

  const draw = (place: HTMLElement): void => {
    const chart = charts[place.dataset.chart ?? ''];
    const width = Math.floor(place.clientWidth);
    if (chart === undefined || width === 0) return;
    const height = Number(place.dataset.height);
    const before = drawn.get(place)?.plot;
    if (before?.width === width) return;
    if (before !== undefined) {
      before.setSize({ width, height });
      return;
    }
    const { options, data, describe } = drawingOf(chart, { width, height, from, to, isSpark: place.classList.contains('spark') });
    drawn.set(place, { plot: new uPlot(options, data, place), describe });
  };

  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) if (target instanceof HTMLElement) draw(target);
  });
  for (const place of places) {
    if (!place.classList.contains('spark')) listen(place, () => drawn.get(place));
    sizes.observe(place);
  }
  return () => {
    for (const { plot } of drawn.values()) plot.destroy();
    drawn.clear();
    for (const place of places) draw(place);
  };
}

function drawingOf(chart: Chart, frame: { readonly width: number; readonly height: number; readonly from: number; readonly to: number; readonly isSpark: boolean }): Drawing {
  switch (chart.kind) {
    case 'lines':
      return lineOptions(chart, frame);
    case 'heat':
      return heatOptions(chart, frame);
    case 'bins':
      return binOptions(chart, frame);
  }
}
