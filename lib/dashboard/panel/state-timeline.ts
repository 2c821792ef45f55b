import type { Unit } from '../../core/unit';
import type { Query } from '../query';
import type { Frame, PanelOptions } from './frame';
import { frame } from './frame';
import type { State } from './state';
import type { SameUnitQueries } from './time-series';

export interface StateTimelineOptions<U extends Unit> extends PanelOptions {
  readonly queries: SameUnitQueries<U>;
  /** What the values mean. */
  readonly states: readonly [State, ...State[]];
}

export interface StateTimelinePanel extends Frame {
  readonly kind: 'stateTimeline';
  readonly queries: readonly Query[];
  readonly states: readonly State[];
}

/** States over time, a line for each series: since when is what down. */
export function stateTimeline<U extends Unit>(title: string, options: StateTimelineOptions<U>): StateTimelinePanel {
  return Object.freeze({ kind: 'stateTimeline', ...frame(title, options), queries: options.queries, states: options.states });
}
