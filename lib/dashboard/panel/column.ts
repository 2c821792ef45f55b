import type { Unit } from '../../core/unit';
import type { Sample } from '../../metric/declaration';
import type { Operand } from '../../promql/label-types';
import { nodeOf } from '../../promql/vector';
import type { DisplayOf } from '../display';
import { displayOf } from '../display';
import type { Drawable, Query, QueryOptions } from '../query';
import { makeQuery } from '../query';
import type { Thresholds } from '../threshold';

export interface ColumnOptions<U extends Unit, L extends string> extends QueryOptions<L> {
  /** Colours the cells. @default none */
  readonly thresholds?: Thresholds<NoInfer<U>>;
  /** How values are written. @default as the unit wants */
  readonly display?: DisplayOf<NoInfer<U>>;
}

/** The newest values of an expression, under a heading. */
export interface Column<U extends Unit = Unit, L extends string = string> {
  readonly title: string;
  readonly query: Query<U>;
  readonly thresholds: Thresholds | undefined;
  readonly display: string | undefined;
  /** Columns stand side by side where their labels are the same: neither more nor fewer. */
  readonly __labels?: (labels: L) => L;
}

/** A column of a table, or a set of bars: `column('Failures', sum(increase(failed, days(1))).by('step'))`. */
export function column<S extends Sample, U extends Unit, L extends string>(title: string, of: Operand<S, U, L> & Drawable<S>, options: ColumnOptions<U, L> = {}): Column<U, L> {
  const query = makeQuery<U, L>(nodeOf(of), title, options);
  return Object.freeze({ title, query, thresholds: options.thresholds, display: options.display ?? displayOf(query.unit) });
}
