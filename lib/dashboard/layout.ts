import type { Size } from './panel/frame';
import type { Panel, PanelKind } from './panel/panel';
import type { Row } from './row';

/** Columns of Grafana's grid. Source: https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/#panel-size-and-position */
export const gridColumns = 24;

/** What each kind needs to be readable on a laptop, where a column is about 50 pixels wide. */
const naturalSizes: Readonly<Record<PanelKind, Size>> = {
  stat: { width: 4, height: 5 },
  gauge: { width: 4, height: 5 },
  barGauge: { width: 8, height: 8 },
  timeSeries: { width: 12, height: 8 },
  barChart: { width: 12, height: 8 },
  heatmap: { width: 12, height: 8 },
  histogram: { width: 12, height: 8 },
  stateTimeline: { width: 12, height: 6 },
  table: { width: 12, height: 8 },
  alertList: { width: 8, height: 8 },
  logs: { width: 24, height: 10 },
  traces: { width: 24, height: 10 },
  trace: { width: 24, height: 16 },
  serviceMap: { width: 24, height: 12 },
  text: { width: 24, height: 3 },
};

/** A place on the grid: `x` and `y` of the upper left corner, in cells. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface PlacedPanel {
  readonly panel: Panel;
  readonly cell: Cell;
}

export interface PlacedRow {
  readonly row: Row;
  readonly cell: Cell;
  readonly panels: readonly PlacedPanel[];
}

/**
 * Places rows under each other and their panels line by line. Panels never overlap. A line is filled: panels without a
 * size of their own share what is left of its width and are as high as the highest.
 */
export function layOut(rows: readonly Row[]): readonly PlacedRow[] {
  let y = 0;
  return rows.map((row) => {
    const cell = { x: 0, y, w: gridColumns, h: 1 };
    const panels: PlacedPanel[] = [];
    let top = y + 1;
    for (const line of lines(row.panels)) {
      panels.push(...placeLine(line, top));
      top += heightOf(line);
    }
    // Folded panels take no room until somebody opens their row.
    y = row.isCollapsed ? y + 1 : top;
    return { row, cell, panels };
  });
}

function sizeOf(panel: Panel): Size {
  return panel.size ?? naturalSizes[panel.kind];
}

function lines(panels: readonly Panel[]): Panel[][] {
  const found: Panel[][] = [];
  let used = gridColumns;
  for (const panel of panels) {
    const { width } = sizeOf(panel);
    const line = found.at(-1);
    if (line === undefined || used + width > gridColumns) {
      found.push([panel]);
      used = width;
    } else {
      line.push(panel);
      used += width;
    }
  }
  return found;
}

function heightOf(line: readonly Panel[]): number {
  return Math.max(...line.map((panel) => sizeOf(panel).height));
}

function placeLine(line: readonly Panel[], y: number): PlacedPanel[] {
  const height = heightOf(line);
  const elastic = line.filter((panel) => panel.size === undefined).length;
  const spare = gridColumns - line.reduce((total, panel) => total + sizeOf(panel).width, 0);
  let x = 0;
  let given = 0;
  return line.map((panel) => {
    const { width, height: own } = sizeOf(panel);
    const extra = panel.size === undefined ? Math.floor((spare * (given + 1)) / elastic) - Math.floor((spare * given) / elastic) : 0;
    if (panel.size === undefined) given += 1;
    const cell = { x, y, w: width + extra, h: panel.size === undefined ? height : own };
    x += cell.w;
    return { panel, cell };
  });
}
