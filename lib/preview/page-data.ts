/** What a page shows, worked out: numbers are values of the display's own scale, moments Unix seconds. */
export interface DrawnPage {
  readonly uid: string;
  readonly title: string;
  readonly folder: string;
  readonly description: string;
  readonly from: number;
  readonly to: number;
  /** What the reader may choose, with what is chosen at first. */
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  readonly links: readonly DrawnLink[];
  readonly rows: readonly DrawnRow[];
}

export interface DrawnLink {
  readonly title: string;
  /** Another page of the preview; without it the link leads to a running Grafana alone. */
  readonly uid?: string;
}

export interface DrawnRow {
  readonly title: string;
  readonly isCollapsed: boolean;
  /** The variable for whose every value Grafana repeats the row. */
  readonly repeatedFor: string | undefined;
  /** Panels that stand side by side. */
  readonly lines: readonly (readonly DrawnPanel[])[];
}

export interface DrawnPanel {
  /** Unique within the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Columns of 24, and rows of 38 pixels. */
  readonly width: number;
  readonly height: number;
  readonly links: readonly DrawnLink[];
  readonly body: Body;
}

/** How bad a value is: `plain` where nothing says. */
export type Level = 'plain' | 'good' | 'notice' | 'warning' | 'critical' | 'neutral';

export type Body =
  | { readonly kind: 'chart'; readonly chart: Chart; readonly legend: readonly LegendLine[]; readonly hasLegend: boolean }
  | { readonly kind: 'values'; readonly values: readonly ValueMark[] }
  | { readonly kind: 'gauges'; readonly gauges: readonly (ValueMark & { readonly share: number; readonly bands: readonly Band[] })[] }
  | { readonly kind: 'bars'; readonly bars: readonly (ValueMark & { readonly share: number })[] }
  | { readonly kind: 'table'; readonly heads: readonly Cell[]; readonly lines: readonly (readonly Cell[])[]; readonly hidden: number }
  | { readonly kind: 'timeline'; readonly tracks: readonly Track[] }
  | { readonly kind: 'logs'; readonly lines: readonly { readonly moment: number; readonly level: Level; readonly word: string; readonly text: string }[] }
  | { readonly kind: 'spans'; readonly spans: readonly { readonly name: string; readonly depth: number; readonly start: number; readonly share: number; readonly text: string; readonly level: Level }[] }
  | { readonly kind: 'calls'; readonly calls: readonly { readonly from: string; readonly to: string; readonly text: string }[] }
  | { readonly kind: 'text'; readonly text: string }
  /** Why there is nothing to be seen. */
  | { readonly kind: 'empty'; readonly why: string };

export interface ValueMark {
  /** Empty where the panel's title says it. */
  readonly name: string;
  readonly text: string;
  readonly level: Level;
  readonly course?: LineChart;
}

/** A part of a gauge's scale, in shares of it. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly level: Level;
}

export interface Cell {
  readonly text: string;
  readonly isNumber: boolean;
  readonly level: Level;
}

/** A line of a state timeline; its pieces are shares of the range, in order. */
export interface Track {
  readonly name: string;
  readonly pieces: readonly { readonly from: number; readonly to: number; readonly text: string; readonly level: Level }[];
}

export interface LegendLine {
  readonly name: string;
  readonly newest: string;
  readonly highest: string;
}

/** What the browser draws; everything else is markup. */
export type Chart = LineChart | HeatChart | BinChart;

export interface LineChart {
  readonly kind: 'lines';
  readonly style: 'lines' | 'bars';
  readonly isStacked: boolean;
  readonly isLogarithmic: boolean;
  readonly moments: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly min?: number;
  readonly max?: number;
  readonly limits: readonly { readonly at: number; readonly level: Level }[];
  /** Moments at which something happened, with what. */
  readonly marks: readonly { readonly moment: number; readonly text: string }[];
}

export interface ChartSeries {
  readonly name: string;
  readonly isRight: boolean;
  readonly display: string | undefined;
  /** One for each moment; null where there is none. */
  readonly values: readonly (number | null)[];
}

export interface HeatChart {
  readonly kind: 'heat';
  readonly moments: readonly number[];
  /** Upper bounds, the lowest first, as they are written. */
  readonly bounds: readonly string[];
  /** For each bound, how much was counted at each moment. */
  readonly counts: readonly (readonly number[])[];
}

export interface BinChart {
  readonly kind: 'bins';
  readonly display: string | undefined;
  /** Lower edges of bins of one width. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** The part of a page that its script reads: the charts by the ids of their panels. */
export interface PageCharts {
  readonly from: number;
  readonly to: number;
  readonly charts: Readonly<Record<string, Chart>>;
}
