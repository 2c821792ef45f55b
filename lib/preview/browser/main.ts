import type { PageCharts } from '../page-data';
import { drawCharts } from './charts';
import { followTheme } from './theme';

/** The script of every page, whose data the page itself carries: draws the charts, and lets the reader change the theme and read descriptions. */
const data = document.getElementById('charts')?.textContent;
const redraw = data === undefined ? (): void => undefined : drawCharts(JSON.parse(data) as PageCharts);
followTheme(redraw);

for (const button of document.querySelectorAll<HTMLButtonElement>('.help')) {
  button.addEventListener('click', () => {
    const description = document.getElementById(button.getAttribute('aria-controls') ?? '');
    if (description === null) return;
    description.hidden = !description.hidden;
    button.setAttribute('aria-expanded', String(!description.hidden));
  });
}

document.documentElement.dataset.drawn = 'yes';
