import type { Duration } from '../core/duration';
import { formatDuration } from '../core/duration';
import { mistake } from '../core/problem';
import type { Unit } from '../core/unit';
import type { Sample } from '../metric/declaration';
import type { TypedSeries } from '../metric/series';
import type { AnyVector } from './label-types';
import type { At, CalculatedDuration, RangeNode, SubqueryNode } from './node';
import { nodeOf, selectorOf } from './vector';

/** How far a range reaches, and from when: a duration, or a duration that is moved in time. */
export type Window = Duration | CalculatedDuration | MovedWindow;

export interface MovedWindow {
  readonly range: Duration | CalculatedDuration;
  /** How long ago the range ends. @default now */
  readonly offset?: Duration;
  /** A fixed moment instead of the evaluation's. */
  readonly at?: At;
  readonly extended?: never;
}

/** A window over an expression, which is evaluated every `step`. @default the evaluation interval of the server */
export type SteppedWindow = Duration | CalculatedDuration | (MovedWindow & { readonly step?: Duration | CalculatedDuration });

/** A range that looks beyond its ends. Made by `anchored` and `smoothed` of the module `experimental`. */
export interface ExtendedWindow<Edges extends 'anchored' | 'smoothed'> extends Omit<MovedWindow, 'extended'> {
  readonly extended: Edges;
}

/**
 * A range as long as the step of the panel's query: `rate(httpRequests, oneStep)` prints `rate(http_requests_total{...}[step()])`.
 * It is for panels: a rule has no step, and its range would be empty.
 */
export const oneStep: CalculatedDuration = Object.freeze({ calculation: 'step()' });

/** A range as long as the panel's whole time range: `maxOverTime(queueDepth, { range: wholeRange, at: 'end' })`. */
export const wholeRange: CalculatedDuration = Object.freeze({ calculation: 'range()' });

/** A range as long as the step of the panel's query, and never shorter than this: `oneStepOrAtLeast(minutes(1))` prints `[max_of(step(), 1m)]`. */
export function oneStepOrAtLeast(shortest: Duration): CalculatedDuration {
  return Object.freeze({ calculation: `max_of(step(), ${formatDuration(shortest)})` });
}

type AnyWindow = SteppedWindow | ExtendedWindow<'anchored' | 'smoothed'>;

/** `selector[5m] offset 1d` */
export function rangeOf(series: TypedSeries<Sample, Unit, string>, window: Window | ExtendedWindow<'anchored' | 'smoothed'>): RangeNode {
  const { range, ...shift } = 'range' in window ? window : { range: window };
  return { kind: 'range', selector: { ...selectorOf(series), ...shift }, range };
}

/** `selector[5m]` for a series, `expression[5m:1m]` for everything else. */
export function rangeOrSubqueryOf(operand: AnyVector, window: AnyWindow): RangeNode | SubqueryNode {
  if (!('range' in window)) return rangeOrSubqueryOf(operand, { range: window });
  if (isExtended(window)) {
    if ('declaration' in operand) return rangeOf(operand, window);
    throw mistake({ check: 'promql/extended-subquery', message: `a calculated value cannot be looked at over a range that is ${window.extended}`, place: { subject: window.extended }, fix: 'take a plain range' });
  }
  const { range, step, ...shift } = window;
  if ('declaration' in operand && step === undefined) return rangeOf(operand, { range, ...shift });
  return { kind: 'subquery', expression: nodeOf(operand), range, ...(step === undefined ? {} : { step }), ...shift };
}

function isExtended(window: Exclude<AnyWindow, Duration | CalculatedDuration>): window is ExtendedWindow<'anchored' | 'smoothed'> {
  return window.extended !== undefined;
}
