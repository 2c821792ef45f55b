import type uPlot from 'uplot';
import type { Drawing } from './drawing';

/** A chart on the page. It is another one after the colours have changed. */
export interface DrawnChart {
  readonly plot: uPlot;
  readonly describe: Drawing['describe'];
}

/** More readings than these would hide the chart. */
const mostReadings = 10;

/** Shows the values under the pointer, and lets the arrow keys move it; what it shows is spoken too. */
export function listen(place: HTMLElement, drawn: () => DrawnChart | undefined): void {
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.setAttribute('role', 'status');
  tip.hidden = true;
  place.append(tip);

  const show = (): void => {
    const chart = drawn();
    if (chart === undefined) return;
    const { plot, describe } = chart;
    const index = plot.cursor.idx;
    const left = plot.cursor.left ?? -1;
    if (index === null || index === undefined || left < 0) {
      tip.hidden = true;
      return;
    }
    const { when, readings } = describe(index);
    tip.replaceChildren(paragraph('when', when), ...readings.slice(0, mostReadings).map(({ name, text }) => paragraph('', name, text)));
    tip.hidden = false;
    const offset = plot.over.offsetLeft + left;
    const isRight = offset > place.clientWidth / 2;
    tip.style.top = '4px';
    tip.style.left = isRight ? '' : `${String(offset + 12)}px`;
    tip.style.right = isRight ? `${String(place.clientWidth - offset + 12)}px` : '';
  };

  place.addEventListener('pointermove', show);
  place.addEventListener('pointerleave', () => { tip.hidden = true; });
  place.addEventListener('blur', () => { tip.hidden = true; });
  place.addEventListener('keydown', (event) => {
    const plot = drawn()?.plot;
    if (plot === undefined) return;
    const count = plot.data[0].length;
    const at = plot.cursor.idx ?? count - 1;
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 }[event.key];
    if (event.key === 'Escape') tip.hidden = true;
    if (next === undefined) return;
    event.preventDefault();
    const moment = plot.data[0][Math.min(count - 1, Math.max(0, next))];
    if (moment === undefined) return;
    plot.setCursor({ left: plot.valToPos(moment, 'x'), top: plot.over.clientHeight / 2 });
    show();
  });
}

function paragraph(className: string, ...texts: readonly string[]): HTMLParagraphElement {
  const line = document.createElement('p');
  line.className = className;
  for (const text of texts) {
    const part = document.createElement('span');
    part.textContent = text;
    line.append(part);
  }
  return line;
}
