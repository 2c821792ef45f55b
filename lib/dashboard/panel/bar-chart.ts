import type { Mistake } from '../../core/mistake';
import type { Unit } from '../../core/unit';
import type { Column } from './column';
import type { Frame, PanelOptions } from './frame';
import { frame } from './frame';
import { erased } from './table';

/** Bars stand side by side along one label. */
type OneLabel<L extends string, All extends string = L> = [L] extends [never]
  ? Mistake<'bars need a label to stand beside each other: for one number take stat()'>
  : L extends string
    ? [All] extends [L]
      ? unknown
      : Mistake<`bars stand along one label: aggregate '${All}' down to one`>
    : never;

export interface BarChartOptions<U extends Unit, L extends string> extends PanelOptions {
  /** One bar of each per value of the label. All of one unit. */
  readonly bars: readonly [Column<U, L> & OneLabel<L>, ...Column<NoInfer<U>, NoInfer<L>>[]];
  /** Puts the bars on top of each other. @default false */
  readonly stacked?: boolean;
}

export interface BarChartPanel extends Frame {
  readonly kind: 'barChart';
  readonly columns: readonly Column[];
  readonly isStacked: boolean;
}

/** The newest values as bars, along the one label that the expressions have. */
export function barChart<U extends Unit, L extends string>(title: string, options: BarChartOptions<U, L>): BarChartPanel {
  return Object.freeze({ kind: 'barChart', ...frame(title, options), columns: options.bars.map(erased), isStacked: options.stacked ?? false });
}
