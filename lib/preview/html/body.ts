import type { Body, DrawnPanel, Level, ValueMark } from '../page-data';
import { formatValue } from '../value-format';
import { escape } from './escape';
import { gaugeArc } from './gauge';

/** How far a chart of a panel of this height reaches down; its legend stands below. */
function chartHeight({ height, body }: DrawnPanel): number {
  const room = height * 38 - 8 - 52;
  return body.kind === 'chart' && body.hasLegend ? Math.max(150, Math.round(room * 0.72)) : Math.max(150, room);
}

const percent = (share: number): string => `${String(Number((share * 100).toFixed(2)))}%`;

/** What a panel shows, as markup. Charts are places that the page's script fills. */
export function bodyHtml(panel: DrawnPanel): string {
  const { body } = panel;
  switch (body.kind) {
    case 'chart':
      return chartHtml(panel, body);
    case 'values':
      return `<ul class="values">${body.values.map((value, index) => `<li class="value ${value.level}">${nameHtml(value)}<span class="number">${numberHtml(value.text)}</span>${levelWord(value.level)}${value.course === undefined ? '' : `<div class="spark" data-chart="${panel.id}-${String(index)}" data-height="44" aria-hidden="true"></div>`}</li>`).join('')}</ul>`;
    case 'gauges':
      return `<ul class="values">${body.gauges.map((gauge) => `<li class="value ${gauge.level}">${nameHtml(gauge)}${gaugeArc(gauge.share, gauge.bands, gauge.level)}<span class="number small">${numberHtml(gauge.text)}</span>${levelWord(gauge.level)}</li>`).join('')}</ul>`;
    case 'bars':
      return `<table class="bars"><tbody>${body.bars.map(({ name, text, share, level }) => `<tr>${headHtml(name)}<td class="track"><span class="bar ${level}" style="width:${percent(share)}"></span></td><td class="amount">${escape(text)}</td></tr>`).join('')}</tbody></table>`;
    case 'table':
      return tableHtml(body);
    case 'timeline':
      return timelineHtml(body);
    case 'logs':
      return `<ol class="logs">${body.lines.map(({ moment, level, word, text }) => `<li><time>${formatValue('dateTimeAsIso', moment * 1000)}</time> <span class="word ${level}">${word}</span> <span class="line">${escape(text)}</span></li>`).join('')}</ol>`;
    case 'spans':
      return `<ol class="spans">${body.spans.map(({ name, depth, start, share, text, level }) => `<li><span class="name" style="padding-left:${String(depth * 14)}px">${escape(name)}</span><span class="track"><span class="bar ${level}" style="margin-left:${percent(start)};width:${percent(share)}"></span></span><span class="amount">${escape(text)}${level === 'critical' ? ', failed' : ''}</span></li>`).join('')}</ol>`;
    case 'calls':
      return `<ul class="calls">${body.calls.map(({ from, to, text }) => `<li><span class="node">${escape(from)}</span><span class="arrow"><span class="label">${escape(text)}</span><span aria-hidden="true">→</span></span><span class="node">${escape(to)}</span></li>`).join('')}</ul>`;
    case 'text':
      return `<p class="text">${escape(body.text)}</p>`;
    case 'empty':
      return `<p class="empty">${escape(body.why)}</p>`;
  }
}

type BodyOf<Kind extends Body['kind']> = Extract<Body, { readonly kind: Kind }>;

function nameHtml({ name }: ValueMark): string {
  return name === '' ? '' : `<span class="name">${escape(name)}</span>`;
}

/** The number is what is read from across the room; its unit is smaller. */
function numberHtml(text: string): string {
  const [, number, unit] = /^([^ ]*\d[^ ]*) ([^\d]+)$/.exec(text) ?? [];
  return number === undefined || unit === undefined ? escape(text) : `${escape(number)} <span class="unit">${escape(unit)}</span>`;
}

/** A heading of a line; a long one wraps instead of pushing everything else aside. */
function headHtml(name: string): string {
  return `<th scope="row"${name.length > 32 ? ' class="long"' : ''}>${escape(name)}</th>`;
}

/** Colour alone tells nothing to whoever does not see it. */
function levelWord(level: Level): string {
  return level === 'plain' || level === 'neutral' ? '' : `<span class="unseen">(${level})</span>`;
}

function chartHtml(panel: DrawnPanel, body: BodyOf<'chart'>): string {
  const height = chartHeight(panel);
  const what = `Chart of ${panel.title}. Left and right arrow keys read the values.`;
  const place = `<div class="chart" tabindex="0" role="group" aria-roledescription="chart" aria-label="${escape(what)}" data-chart="${panel.id}" data-height="${String(height)}" style="min-height:${String(height)}px"></div>`;
  return body.hasLegend ? `${place}${legendHtml(body, true)}` : `${place}<div class="unseen">${legendHtml(body, false)}</div>`;
}

/** More lines than these fold away. */
const openLines = 8;

function legendHtml({ legend, chart }: BodyOf<'chart'>, isSeen: boolean): string {
  const swatch = (index: number): string => (isSeen && chart.kind === 'lines' ? `<span class="swatch s${String(index % 8)}" aria-hidden="true"></span>` : '');
  const line = ({ name, newest, highest }: (typeof legend)[number], index: number): string => `<tr><th scope="row">${swatch(index)}${escape(name)}</th><td>${escape(newest)}</td><td>${escape(highest)}</td></tr>`;
  const head = '<thead><tr><th scope="col">Name</th><th scope="col">Last</th><th scope="col">Max</th></tr></thead>';
  const lines = legend.map(line);
  const rest = lines.slice(openLines);
  const table = (some: readonly string[]): string => `<table class="legend">${head}<tbody>${some.join('')}</tbody></table>`;
  if (!isSeen || rest.length === 0) return table(lines);
  return `${table(lines.slice(0, openLines))}<details class="rest"><summary>${String(rest.length)} more</summary>${table(rest)}</details>`;
}

function tableHtml({ heads, lines, hidden }: BodyOf<'table'>): string {
  const number = (isNumber: boolean): string => (isNumber ? ' class="n"' : '');
  const head = heads.map(({ text, isNumber }) => `<th scope="col"${number(isNumber)}>${escape(text)}</th>`).join('');
  const rows = lines.map((line) => `<tr>${line.map(({ text, isNumber, level }) => `<td${number(isNumber)}>${level === 'plain' ? escape(text) : `<span class="cell ${level}">${escape(text)}</span>`}</td>`).join('')}</tr>`).join('');
  return `<table class="lines"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>${hidden === 0 ? '' : `<p class="empty">and ${String(hidden)} more</p>`}`;
}

function timelineHtml({ tracks }: BodyOf<'timeline'>): string {
  const line = ({ name, pieces }: (typeof tracks)[number]): string => {
    const parts = pieces.map(({ from, to, text, level }) => `<span class="piece ${level}" style="left:${percent(from)};width:${percent(to - from)}" title="${escape(text)}"><span class="unseen">${escape(text)} for ${percent(to - from)} of the time, </span></span>`).join('');
    return `<tr>${headHtml(name)}<td class="track">${parts}</td><td class="amount">${escape(pieces.at(-1)?.text ?? '–')}</td></tr>`;
  };
  return `<table class="timeline"><tbody>${tracks.map(line).join('')}</tbody></table>`;
}
