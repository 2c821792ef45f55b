import type { Unit } from '../../core/unit';
import type { Column } from './column';
import type { Frame, PanelOptions } from './frame';
import { frame } from './frame';

export interface TableOptions<L extends string> extends PanelOptions {
  /** All with the same labels, which are columns too, before these. */
  readonly columns: readonly [Column<Unit, L>, ...Column<Unit, NoInfer<L>>[]];
  /** Heading of the column that orders the lines, the largest value first. @default the first column */
  readonly sortBy?: string;
}

export interface TablePanel extends Frame {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly sortBy: string;
}

/** The newest values, a line for each set of labels. */
export function table<L extends string>(title: string, options: TableOptions<L>): TablePanel {
  return Object.freeze({ kind: 'table', ...frame(title, options), columns: options.columns.map(erased), sortBy: options.sortBy ?? options.columns[0].title });
}

/** A column as panels keep it: what its labels are is known to the query. */
export function erased<U extends Unit, L extends string>({ title, query, thresholds, display }: Column<U, L>): Column {
  return { title, query, thresholds, display };
}
