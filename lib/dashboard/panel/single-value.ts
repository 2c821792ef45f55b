import type { Quantity } from '../../core/quantity';
import { fraction } from '../../core/quantity';
import type { Unit } from '../../core/unit';
import type { DisplayOf } from '../display';
import { displayOf } from '../display';
import type { Query } from '../query';
import type { Thresholds } from '../threshold';
import type { Frame, PanelOptions } from './frame';
import { frame } from './frame';
import type { State } from './state';
import type { SameUnitQueries } from './time-series';

interface SingleValueOptions<U extends Unit> extends PanelOptions {
  readonly queries: SameUnitQueries<U>;
  /** @default none: the value has no colour */
  readonly thresholds?: Thresholds<NoInfer<U>>;
  /** How values are written. @default as the unit wants */
  readonly display?: DisplayOf<NoInfer<U>>;
  /** Words instead of numbers. @default none */
  readonly states?: readonly State[];
  /** What is shown when the query yields nothing. @default no data */
  readonly whenEmpty?: string;
}

export interface StatOptions<U extends Unit> extends SingleValueOptions<U> {
  /** Draws the course of the value behind it. @default false */
  readonly sparkline?: boolean;
}

/** The ends of a gauge. */
export interface Scale<U extends Unit> {
  readonly from: Quantity<U>;
  readonly to: Quantity<U>;
}

/** A gauge without ends would take them from its data and always look half full; a ratio has them. */
type ScaleOption<U extends Unit> = U extends 'ratio' ? { readonly scale?: Scale<U> } : { readonly scale: Scale<U> };

export interface SingleValuePanel extends Frame {
  readonly kind: 'stat' | 'gauge' | 'barGauge';
  readonly queries: readonly Query[];
  readonly thresholds: Thresholds | undefined;
  readonly display: string | undefined;
  readonly states: readonly State[];
  readonly whenEmpty: string;
  readonly hasSparkline: boolean;
  readonly scale: Scale<Unit> | undefined;
}

/** One number, or one for each series, large enough to be read from across the room. */
export function stat<U extends Unit>(title: string, options: StatOptions<U>): SingleValuePanel {
  return singleValue('stat', title, options, { hasSparkline: options.sparkline ?? false, scale: undefined });
}

/** A value between two ends. */
export function gauge<U extends Unit>(title: string, options: SingleValueOptions<U> & ScaleOption<NoInfer<U>>): SingleValuePanel {
  return singleValue('gauge', title, options, { hasSparkline: false, scale: options.scale ?? wholeScale });
}

/** A bar for each series, all on one scale. */
export function barGauge<U extends Unit>(title: string, options: SingleValueOptions<U> & ScaleOption<NoInfer<U>>): SingleValuePanel {
  return singleValue('barGauge', title, options, { hasSparkline: false, scale: options.scale ?? wholeScale });
}

const wholeScale: Scale<Unit> = Object.freeze({ from: fraction(0), to: fraction(1) });

function singleValue<U extends Unit>(kind: SingleValuePanel['kind'], title: string, options: SingleValueOptions<U>, own: Pick<SingleValuePanel, 'hasSparkline' | 'scale'>): SingleValuePanel {
  return Object.freeze({
    kind,
    ...frame(title, options),
    queries: options.queries,
    thresholds: options.thresholds,
    display: options.display ?? displayOf(options.queries[0].unit),
    states: options.states ?? [],
    whenEmpty: options.whenEmpty ?? 'no data',
    ...own,
  });
}
