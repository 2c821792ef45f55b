import uPlot from 'uplot';
import { colour } from './theme';

/** Where a chart is drawn, in pixels of the page, and over which time in Unix seconds. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  readonly isSpark: boolean;
}

/** A value under the pointer. */
export interface Reading {
  readonly name: string;
  readonly text: string;
}

/** What the library is given, and how the values at an index of the data read. */
export interface Drawing {
  readonly options: uPlot.Options;
  readonly data: uPlot.AlignedData;
  readonly describe: (index: number) => { readonly when: string; readonly readings: readonly Reading[] };
}

const font = '11px system-ui, "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif';

export function axisLook(): Pick<uPlot.Axis, 'stroke' | 'grid' | 'ticks' | 'font'> {
  return { stroke: colour('faint'), grid: { stroke: colour('grid'), width: 1 }, ticks: { stroke: colour('grid'), width: 1, size: 4 }, font };
}

/** Wide enough for the widest of its labels. */
export function fittingSize(_plot: uPlot, labels: string[] | null): number {
  const longest = (labels ?? []).reduce((most, label) => Math.max(most, label.length), 0);
  return 18 + longest * 6.6;
}

/** Every page speaks of one time zone, wherever it is read. */
export const utc = (moment: number): Date => uPlot.tzDate(new Date(moment * 1000), 'Etc/UTC');

export function timeAxis(): uPlot.Axis {
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    ...axisLook(),
    space: 64,
    size: 28,
    values: (_plot, moments, _axis, _space, distance) =>
      moments.map((moment) => {
        const date = new Date(moment * 1000);
        const day = `${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
        return distance >= 86_400 ? day : `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
      }),
  };
}

export function momentText(moment: number): string {
  return new Date(moment * 1000).toISOString().replace('T', ' ').slice(0, 16);
}
