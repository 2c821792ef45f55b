import type { Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import { call } from './call';
import type { Operand } from './label-types';
import type { OnlyGauge } from './sample-types';
import { Vector, nodeOf } from './vector';

/** The smallest value first. Only tables and other instant queries keep an order; a graph has its own. */
export function sort<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'sort'>): Vector<'gauge', U, L> {
  return new Vector(call('sort', nodeOf(of)));
}

/** The largest value first. */
export function sortDesc<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'sortDesc'>): Vector<'gauge', U, L> {
  return new Vector(call('sort_desc', nodeOf(of)));
}
