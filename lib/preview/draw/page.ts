import { formatDuration } from '../../core/duration';
import { dataSources } from '../../dashboard/datasource';
import type { Dashboard } from '../../dashboard/model';
import type { PlacedPanel } from '../../dashboard/layout';
import { layOut } from '../../dashboard/layout';
import type { Link } from '../../dashboard/link';
import type { Panel } from '../../dashboard/panel/panel';
import type { Variable } from '../../dashboard/variable';
import type { PreviewSource } from '../source';
import type { Body, DrawnLink, DrawnPage, DrawnPanel, DrawnRow } from '../page-data';
import type { DrawContext } from './answers';
import { askedOf, stepOf } from './answers';
import { heatmapBody, histogramBody, timeSeriesBody } from './charts';
import { logsBody, serviceMapBody, traceBody, tracesBody } from './signals';
import { alertListBody, barChartBody, tableBody } from './tables';
import { singleValueBody, timelineBody } from './values';

/** What a dashboard shows when it is opened, from what a source answers. */
export async function drawPage(dashboard: Dashboard, source: PreviewSource): Promise<DrawnPage> {
  const range = { from: source.now - dashboard.range.value, to: source.now };
  const bare: DrawContext = { source, range, step: stepOf(range), marks: [] };
  const context: DrawContext = { ...bare, marks: await marksOf(dashboard, bare) };
  const rows: DrawnRow[] = [];
  for (const { row, panels } of layOut(dashboard.rows)) {
    const drawn = await Promise.all(panels.map(async (placed, index) => ({ y: placed.cell.y, panel: await drawPanel(context, placed, `panel-${String(rows.length)}-${String(index)}`), })));
    const lines = [...new Set(drawn.map(({ y }) => y))].map((y) => drawn.filter((one) => one.y === y).map(({ panel }) => panel));
    rows.push({ title: row.title, isCollapsed: row.isCollapsed, repeatedFor: row.repeatFor?.title, lines });
  }
  const { uid, title, folder, description } = dashboard;
  return {
    uid, title, folder, description, ...range, rows,
    choices: dashboard.variables.map((variable) => ({ title: variable.title, value: chosenAtFirst(variable) })),
    links: dashboard.links.map(drawnLink),
  };
}

function chosenAtFirst(variable: Variable): string {
  switch (variable.kind) {
    case 'label':
      return 'All';
    case 'text':
      return variable.initial;
    case 'interval':
      return formatDuration(variable.choices[0]);
    case 'dataSource':
      return dataSources.prometheus.name;
  }
}

/** A mark where what is annotated begins. */
async function marksOf(dashboard: Dashboard, context: DrawContext): Promise<DrawContext['marks']> {
  const carrier: Panel | undefined = dashboard.rows.flatMap(({ panels }) => panels)[0];
  if (carrier === undefined) return [];
  const all = await Promise.all(
    dashboard.annotations.map(async ({ query, title }) => {
      const answer = await context.source.range(askedOf(context, carrier, query, { display: undefined }));
      return answer.flatMap(({ labels, points }) => {
        const begin = points[0]?.[0];
        const text = (query.legend?.text ?? title).replaceAll(/\{\{(\w+)\}\}/g, (_whole, label: string) => labels[label] ?? '');
        return begin === undefined || begin <= context.range.from + context.step.value ? [] : [{ moment: begin, text }];
      });
    }),
  );
  return all.flat();
}

async function drawPanel(context: DrawContext, { panel, cell }: PlacedPanel, id: string): Promise<DrawnPanel> {
  const { title, description, links } = panel;
  return { id, title, description, width: cell.w, height: cell.h, links: links.map(drawnLink), body: await bodyOf(context, panel), };
}

function drawnLink(link: Link): DrawnLink {
  return link.kind === 'dashboard' ? { title: link.title, uid: link.uid } : { title: link.title };
}

function bodyOf(context: DrawContext, panel: Panel): Body | Promise<Body> {
  switch (panel.kind) {
    case 'timeSeries':
      return timeSeriesBody(context, panel);
    case 'stat':
    case 'gauge':
    case 'barGauge':
      return singleValueBody(context, panel);
    case 'table':
      return tableBody(context, panel);
    case 'barChart':
      return barChartBody(context, panel);
    case 'heatmap':
      return heatmapBody(context, panel);
    case 'histogram':
      return histogramBody(context, panel);
    case 'stateTimeline':
      return timelineBody(context, panel);
    case 'logs':
      return logsBody(context, panel);
    case 'traces':
      return tracesBody(context, panel);
    case 'trace':
      return traceBody(context);
    case 'serviceMap':
      return serviceMapBody(context);
    case 'text':
      return { kind: 'text', text: panel.markdown };
    case 'alertList':
      return alertListBody(context, panel);
  }
}
