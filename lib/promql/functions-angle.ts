import type { Unit } from '../core/unit';
import { call } from './call';
import type { Operand, Wants } from './label-types';
import { Scalar } from './scalar';
import { Vector, nodeOf } from './vector';

/** π, which is half a turn: `pi().times(fraction(2))` is a whole one. */
export function pi(): Scalar<'radians'> {
  return new Scalar(call('pi'));
}

/** Degrees from radians. */
export function deg<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'radians', 'deg'>): Vector<'gauge', 'degrees', L> {
  return new Vector(call('deg', nodeOf(of)));
}

/** Radians from degrees. */
export function rad<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'degrees', 'rad'>): Vector<'gauge', 'radians', L> {
  return new Vector(call('rad', nodeOf(of)));
}

export function sin<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'radians', 'sin'>): Vector<'gauge', 'ratio', L> {
  return new Vector(call('sin', nodeOf(of)));
}

export function cos<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'radians', 'cos'>): Vector<'gauge', 'ratio', L> {
  return new Vector(call('cos', nodeOf(of)));
}

export function tan<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'radians', 'tan'>): Vector<'gauge', 'ratio', L> {
  return new Vector(call('tan', nodeOf(of)));
}

export function asin<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'ratio', 'asin'>): Vector<'gauge', 'radians', L> {
  return new Vector(call('asin', nodeOf(of)));
}

export function acos<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'ratio', 'acos'>): Vector<'gauge', 'radians', L> {
  return new Vector(call('acos', nodeOf(of)));
}

export function atan<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'ratio', 'atan'>): Vector<'gauge', 'radians', L> {
  return new Vector(call('atan', nodeOf(of)));
}

/** The hyperbolic functions take and yield plain numbers. */
export function sinh<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'ratio', 'sinh'>): Vector<'gauge', 'ratio', L> {
  return new Vector(call('sinh', nodeOf(of)));
}

export function cosh<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'ratio', 'cosh'>): Vector<'gauge', 'ratio', L> {
  return new Vector(call('cosh', nodeOf(of)));
}

export function tanh<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'ratio', 'tanh'>): Vector<'gauge', 'ratio', L> {
  return new Vector(call('tanh', nodeOf(of)));
}

export function asinh<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'ratio', 'asinh'>): Vector<'gauge', 'ratio', L> {
  return new Vector(call('asinh', nodeOf(of)));
}

export function acosh<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'ratio', 'acosh'>): Vector<'gauge', 'ratio', L> {
  return new Vector(call('acosh', nodeOf(of)));
}

export function atanh<U extends Unit, L extends string>(of: Operand<'gauge', U, L> & Wants<U, 'ratio', 'atanh'>): Vector<'gauge', 'ratio', L> {
  return new Vector(call('atanh', nodeOf(of)));
}
