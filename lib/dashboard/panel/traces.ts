import type { TraceSearch } from '../trace-search';
import type { TextVariable } from '../variable';
import type { Frame, PanelOptions } from './frame';
import { frame } from './frame';

export interface TracesPanel extends Frame {
  readonly kind: 'traces';
  readonly search: TraceSearch;
}

/** The traces that a search finds, a line for each; a click opens one. */
export function traces(title: string, options: PanelOptions & { readonly search: TraceSearch }): TracesPanel {
  return Object.freeze({ kind: 'traces', ...frame(title, options), search: options.search });
}

export interface TracePanel extends Frame {
  readonly kind: 'trace';
  readonly traceId: TextVariable;
}

/** One trace with all its spans: the one whose id the reader typed in. */
export function trace(title: string, options: PanelOptions & { readonly traceId: TextVariable }): TracePanel {
  return Object.freeze({ kind: 'trace', ...frame(title, options), traceId: options.traceId });
}

export interface ServiceMapPanel extends Frame {
  readonly kind: 'serviceMap';
}

/** Which service calls which, as Jaeger knows it from the traces. */
export function serviceMap(title: string, options: PanelOptions): ServiceMapPanel {
  return Object.freeze({ kind: 'serviceMap', ...frame(title, options) });
}
