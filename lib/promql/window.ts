import type { Duration } from '../core/duration';
import type { Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { TypedSeries } from '../metric/series';
import type { Operand } from './label-types';
import type { At, Node, Shift } from './node';
import { nodeOf, selectorOf } from './vector';

/** How far a range reaches, and from when: a duration, or a duration that is moved in time. */
export type Window = Duration | MovedWindow;

export interface MovedWindow {
  readonly range: Duration;
  /** How long ago the range ends. @default now */
  readonly offset?: Duration;
  /** A fixed moment instead of the evaluation's. */
  readonly at?: At;
}

/** A window over an expression, which is evaluated every `step`. */
export type SteppedWindow = Duration | (MovedWindow & { readonly step?: Duration });

/** `selector[5m] offset 1d` */
export function rangeOf(series: TypedSeries<Sample, Unit, string>, window: Window): Node {
  const { range, ...shift } = moved(window);
  return { kind: 'range', selector: { ...selectorOf(series), ...shift }, range };
}

/** `selector[5m]` for a series, `expression[5m:1m]` for everything else. */
export function rangeOrSubqueryOf(operand: Operand<Sample, Unit, string>, window: SteppedWindow): Node {
  const { range, step, ...shift } = steppedWindow(window);
  if ('declaration' in operand && step === undefined) return rangeOf(operand, { range, ...shift });
  return { kind: 'subquery', expression: nodeOf(operand), range, ...(step === undefined ? {} : { step }), ...shift };
}

function moved(window: Window): Shift & { readonly range: Duration } {
  return 'range' in window ? window : { range: window };
}

function steppedWindow(window: SteppedWindow): Shift & { readonly range: Duration; readonly step?: Duration } {
  return 'range' in window ? window : { range: window };
}
