import type { Quantity } from '../core/quantity';
import type { Difference, PerSecond, Unit } from '../core/unit';
import type { Duration } from '../core/duration';
import type { Sample } from '../metric/declaration';
import type { TypedSeries } from '../metric/series';
import { call } from './call';
import type { One, Operand } from './label-types';
import type { OnlyGauge } from './sample-types';
import { Vector, nodeOf, selectorOf } from './vector';
import type { ExtendedWindow, SteppedWindow } from './window';
import { rangeOrSubqueryOf } from './window';

/** A gauge as it is: `instant(jobQueueDepth)` prints `job_queue_depth{job="canvascast-worker"}`. */
export function instant<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & OnlyGauge<S, 'instant'>): Vector<'gauge', U, L> {
  return new Vector(selectorOf(of));
}

/** A series as it was some time ago: prints `offset`. */
export function ago<S extends Sample, U extends Unit, L extends string>(of: TypedSeries<S, U, L> & OnlyGauge<S, 'ago'>, offset: Duration): Vector<'gauge', U, L> {
  return new Vector({ ...selectorOf(of), offset });
}

/** A series as it was or will be at a fixed moment: `asOf(queueDepth, 'end')` prints `job_queue_depth @ end()`, the end of the query's range. */
export function asOf<S extends Sample, U extends Unit, L extends string>(
  of: TypedSeries<S, U, L> & OnlyGauge<S, 'asOf'>,
  moment: Quantity<'timestamp'> | 'start' | 'end',
): Vector<'gauge', U, L> {
  return new Vector({ ...selectorOf(of), at: typeof moment === 'string' ? moment : moment.value });
}

/** How often the value changed within the window. */
export function changes<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'changes'>, window: SteppedWindow | ExtendedWindow<'anchored'>): Vector<'gauge', 'changes', L> {
  return new Vector(call('changes', rangeOrSubqueryOf(of, window)));
}

/** Difference between the ends of the window, extrapolated. */
export function delta<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'delta'>, window: SteppedWindow | ExtendedWindow<'anchored' | 'smoothed'>): Vector<'gauge', Difference<U, U>, L> {
  return new Vector(call('delta', rangeOrSubqueryOf(of, window)));
}

/** Difference between the last two samples in the window. */
export function idelta<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'idelta'>, window: SteppedWindow): Vector<'gauge', Difference<U, U>, L> {
  return new Vector(call('idelta', rangeOrSubqueryOf(of, window)));
}

/** Per-second slope, by linear regression. */
export function deriv<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'deriv'>, window: SteppedWindow): Vector<'gauge', PerSecond<U>, L> {
  return new Vector(call('deriv', rangeOrSubqueryOf(of, window)));
}

/** Where it will be after `ahead`, if it goes on as in the window: `predictLinear(freeBytes, hours(6), days(4)).below(bytes(0))`. */
export function predictLinear<S extends Sample, U extends Unit, L extends string>(
  of: Operand<S, U, L> & OnlyGauge<S, 'predictLinear'>,
  window: SteppedWindow,
  ahead: One<'seconds'>,
): Vector<'gauge', U, L> {
  return new Vector(call('predict_linear', rangeOrSubqueryOf(of, window), nodeOf(ahead)));
}
