import type { AlertListPanel } from '../../dashboard/panel/alert-list';
import type { BarChartPanel } from '../../dashboard/panel/bar-chart';
import type { Column } from '../../dashboard/panel/column';
import type { TablePanel } from '../../dashboard/panel/table';
import type { Body, Cell } from '../page-data';
import { formatValue } from '../value-format';
import type { DrawContext } from './answers';
import { askedOf, newestOf } from './answers';
import { nothing } from './charts';
import { levelOf } from './level';

/** A line of the joined answers: its labels, and a value for each column that has one. */
interface Line {
  readonly labels: readonly string[];
  readonly values: (number | undefined)[];
}

/** Beyond these, a page for review says how many more there are. */
const mostLines = 20;

export async function tableBody(context: DrawContext, panel: TablePanel): Promise<Body> {
  const { names, lines } = await joined(context, panel, panel.columns);
  if (lines.length === 0) return nothing('No line to show.');
  const order = Math.max(0, panel.columns.findIndex(({ title }) => title === panel.sortBy));
  const sorted = [...lines].sort((a, b) => (b.values[order] ?? -Infinity) - (a.values[order] ?? -Infinity));
  const words = (text: string): Cell => ({ text, isNumber: false, level: 'plain' });
  return {
    kind: 'table',
    heads: [...names.map(words), ...panel.columns.map(({ title }): Cell => ({ text: title, isNumber: true, level: 'plain' }))],
    lines: sorted.slice(0, mostLines).map(({ labels, values }) => [...labels.map(words), ...panel.columns.map((column, index) => valueCell(column, values[index]))]),
    hidden: Math.max(0, sorted.length - mostLines),
  };
}

function valueCell({ display, thresholds }: Column, value: number | undefined): Cell {
  if (value === undefined) return { text: '–', isNumber: true, level: 'plain' };
  return { text: formatValue(display, value), isNumber: true, level: levelOf(thresholds, value) };
}

export async function barChartBody(context: DrawContext, panel: BarChartPanel): Promise<Body> {
  const { lines } = await joined(context, panel, panel.columns);
  const highest = lines.flatMap(({ values }) => values).reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  if (lines.length === 0) return nothing();
  return {
    kind: 'bars',
    bars: lines.flatMap(({ labels, values }) =>
      panel.columns.map(({ title, display }, index) => {
        const value = values[index] ?? 0;
        return { name: [...labels, ...(panel.columns.length > 1 ? [title] : [])].join(' '), text: formatValue(display, value), level: 'plain' as const, share: highest === 0 ? 0 : value / highest };
      }),
    ),
  };
}

/** Lines with the same labels in several answers become one. */
async function joined(context: DrawContext, panel: TablePanel | BarChartPanel, columns: readonly Column[]): Promise<{ readonly names: readonly string[]; readonly lines: readonly Line[] }> {
  const answers = await Promise.all(columns.map(({ query, display, thresholds }) => context.source.newest(askedOf(context, panel, query, { display, thresholds }))));
  const declared = [...(columns[0]?.query.labels.known.keys() ?? [])];
  const names = declared.filter((label) => answers.flat().some(({ labels }) => (labels[label] ?? '') !== ''));
  const lines = new Map<string, Line>();
  for (const [index, answer] of answers.entries()) {
    for (const series of answer) {
      const labels = names.map((name) => series.labels[name] ?? '');
      const line = lines.get(JSON.stringify(labels)) ?? { labels, values: columns.map(() => undefined) };
      line.values[index] = newestOf(series);
      lines.set(JSON.stringify(labels), line);
    }
  }
  return { names, lines: [...lines.values()] };
}

export async function alertListBody({ source, range }: DrawContext, { matchers, limit }: AlertListPanel): Promise<Body> {
  const firing = await source.firing(matchers, range.to);
  const words = (text: string): Cell => ({ text, isNumber: false, level: 'plain' });
  if (firing.length === 0) return nothing('No alert fires.');
  return { kind: 'table', heads: [words('Alert'), words('Severity')], lines: firing.slice(0, limit).map(({ name, severity }) => [words(name), words(severity)]), hidden: Math.max(0, firing.length - limit) };
}
