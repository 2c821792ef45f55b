import { formatDuration, seconds } from '../../core/duration';
import type { Chart, DrawnLink, DrawnPage, DrawnPanel, DrawnRow, PageCharts } from '../page-data';
import { formatValue } from '../value-format';
import { bodyHtml } from './body';
import { escape, scriptData } from './escape';
import { style } from './style';

/** What every page is made with. */
export interface PageParts {
  /** The script that draws, with all that it needs. */
  readonly script: string;
  /** The charting library's own style. */
  readonly chartStyle: string;
  /** Where the numbers come from, in a sentence. */
  readonly origin: string;
}

/** A page that holds all it needs: one file, no request. The policy makes sure of it. */
function documentHtml(title: string, content: string, { script, chartStyle }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${escape(title)}</title>
<style>${chartStyle}${style}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${content}
<script>${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`;
}

const themeButton = '<button type="button" id="theme" aria-pressed="false">Dark</button>';

/** The list of all pages. */
export function indexHtml(pages: readonly DrawnPage[], parts: PageParts): string {
  const folders = [...new Set(pages.map(({ folder }) => folder))];
  const card = ({ uid, title, description, rows }: DrawnPage): string => {
    const panels = rows.flatMap(({ lines }) => lines.flat()).length;
    return `<li><a href="${escape(uid)}.html">${escape(title)}</a><p>${escape(description)}</p><p class="count">${String(panels)} panels</p></li>`;
  };
  const sections = folders.map((folder) => `<section><h2>${escape(folder)}</h2><ul class="cards">${pages.filter((page) => page.folder === folder).map(card).join('')}</ul></section>`);
  return documentHtml('Dashboards', `<header><div class="bar"><h1>Dashboards</h1>${themeButton}</div><p class="origin">${escape(parts.origin)}</p></header>\n<main id="content">${sections.join('')}</main>`, parts);
}

export function pageHtml(page: DrawnPage, uids: ReadonlySet<string>, parts: PageParts): string {
  const { title, folder, description, choices, links, from, to, rows } = page;
  const chosen = choices.map((choice) => `<span class="choice"><span class="what">${escape(choice.title)}</span> ${escape(choice.value === '' ? '(empty)' : choice.value)}</span>`).join('');
  const range = `${formatDuration(seconds(to - from))} until ${formatValue('dateTimeAsIso', to * 1000)} UTC`;
  const header = `<header>
<nav aria-label="Dashboards"><a href="index.html">All dashboards</a>${links.map((link) => linkHtml(link, uids)).join('')}</nav>
<div class="bar"><h1><span class="folder">${escape(folder)} / </span>${escape(title)}</h1>${themeButton}</div>
<p>${escape(description)}</p>
<p class="origin">${chosen}<span class="choice"><span class="what">Time</span> ${range}</span> ${escape(parts.origin)}</p>
</header>`;
  const charts: PageCharts = { from, to, charts: chartsOf(rows) };
  return documentHtml(`${title} · ${folder}`, `${header}
<main id="content">
${rows.map((row) => rowHtml(row, uids)).join('\n')}
</main>
<script type="application/json" id="charts">${scriptData(charts)}</script>`, parts);
}

function chartsOf(rows: readonly DrawnRow[]): Readonly<Record<string, Chart>> {
  return Object.fromEntries(
    rows.flatMap(({ lines }) => lines.flat()).flatMap(({ id, body }): (readonly [string, Chart])[] => {
      if (body.kind === 'chart') return [[id, body.chart]];
      return body.kind === 'values' ? body.values.flatMap(({ course }, index) => (course === undefined ? [] : [[`${id}-${String(index)}`, course] as const])) : [];
    }),
  );
}

function linkHtml({ title, uid }: DrawnLink, uids: ReadonlySet<string>): string {
  if (uid !== undefined && uids.has(uid)) return `<a href="${escape(uid)}.html">${escape(title)}</a>`;
  return `<span class="elsewhere" title="Works in Grafana alone">${escape(title)} ↗</span>`;
}

function rowHtml({ title, isCollapsed, repeatedFor, lines }: DrawnRow, uids: ReadonlySet<string>): string {
  const note = repeatedFor === undefined ? '' : ` <span class="repeat">repeated for each ${escape(repeatedFor)}</span>`;
  return `<details class="row"${isCollapsed ? '' : ' open'}><summary><h2>${escape(title)}</h2>${note}</summary>${lines.map((line) => `<div class="grid">${line.map((panel) => panelHtml(panel, uids)).join('')}</div>`).join('')}</details>`;
}

function panelHtml(panel: DrawnPanel, uids: ReadonlySet<string>): string {
  const { id, title, description, width, height, links } = panel;
  const places = links.length === 0 ? '' : `<p class="links">${links.map((link) => linkHtml(link, uids)).join('')}</p>`;
  return `<section class="panel" aria-labelledby="${id}-title" style="grid-column:span ${String(width)};min-height:${String(height * 38 - 8)}px">
<h3><span id="${id}-title">${escape(title)}</span><button type="button" class="help" aria-expanded="false" aria-controls="${id}-help" aria-label="About ${escape(title)}">i</button></h3>
<p class="description" id="${id}-help" hidden>${escape(description)}</p>
${bodyHtml(panel)}${places}
</section>`;
}
