import type { FirstMistake } from '../core/mistake';
import type { Divide, Named, SquareRoot, Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import { call } from './call';
import type { One, Operand, SameLabels } from './label-types';
import type { Divisible, OnlyGauge } from './sample-types';
import { Vector, nodeOf } from './vector';

/** A quotient of two vectors with the same labels: `ratio(errors, requests)`. Equal units cancel. */
export function ratio<S extends Sample, U extends Unit, L extends string, S2 extends Sample, U2 extends Unit, L2 extends string>(
  part: Operand<S, U, L>,
  whole: Operand<S2, U2, L2> & FirstMistake<Divisible<S, Operand<S2, U2, L2>>, SameLabels<L, L2>>,
): Vector<S, Divide<U, U2>, L> {
  return new Vector({ kind: 'binary', operator: '/', left: nodeOf(part), right: nodeOf(whole) });
}

/** Without the sign. */
export function abs<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'abs'>): Vector<'gauge', U, L> {
  return new Vector(call('abs', nodeOf(of)));
}

/** Up to a whole number. */
export function ceil<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'ceil'>): Vector<'gauge', U, L> {
  return new Vector(call('ceil', nodeOf(of)));
}

/** Down to a whole number. */
export function floor<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'floor'>): Vector<'gauge', U, L> {
  return new Vector(call('floor', nodeOf(of)));
}

/** To the nearest whole number, or the nearest multiple of `toNearest`; halves go up. */
export function round<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'round'>, toNearest?: One<NoInfer<U>>): Vector<'gauge', U, L> {
  return new Vector(toNearest === undefined ? call('round', nodeOf(of)) : call('round', nodeOf(of), nodeOf(toNearest)));
}

/** Never below `lowest`, never above `highest`. */
export function clamp<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'clamp'>, lowest: One<NoInfer<U>>, highest: One<NoInfer<U>>): Vector<'gauge', U, L> {
  return new Vector(call('clamp', nodeOf(of), nodeOf(lowest), nodeOf(highest)));
}

/** Never below `lowest`: keeps a denominator from being zero. */
export function clampMin<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'clampMin'>, lowest: One<NoInfer<U>>): Vector<'gauge', U, L> {
  return new Vector(call('clamp_min', nodeOf(of), nodeOf(lowest)));
}

/** Never above `highest`. */
export function clampMax<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'clampMax'>, highest: One<NoInfer<U>>): Vector<'gauge', U, L> {
  return new Vector(call('clamp_max', nodeOf(of), nodeOf(highest)));
}

/** 1 above zero, -1 below, 0 at zero. */
export function sgn<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'sgn'>): Vector<'gauge', 'ratio', L> {
  return new Vector(call('sgn', nodeOf(of)));
}

/** The square root: of a variance, the standard deviation in its own unit. */
export function sqrt<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'sqrt'>): Vector<'gauge', SquareRoot<U>, L> {
  return new Vector(call('sqrt', nodeOf(of)));
}

/** e to the power of the value. */
export function exp<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'exp'>): Vector<'gauge', Named<'exp', U>, L> {
  return new Vector(call('exp', nodeOf(of)));
}

/** Natural logarithm. */
export function ln<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'ln'>): Vector<'gauge', Named<'ln', U>, L> {
  return new Vector(call('ln', nodeOf(of)));
}

/** Binary logarithm. */
export function log2<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'log2'>): Vector<'gauge', Named<'log2', U>, L> {
  return new Vector(call('log2', nodeOf(of)));
}

/** Decimal logarithm. */
export function log10<S extends Sample, U extends Unit, L extends string>(of: Operand<S, U, L> & OnlyGauge<S, 'log10'>): Vector<'gauge', Named<'log10', U>, L> {
  return new Vector(call('log10', nodeOf(of)));
}
