import type { Duration } from '../core/duration';

/** What to look for in Jaeger. Source: https://grafana.com/docs/grafana/latest/datasources/jaeger/query-editor/#search */
export interface TraceSearch {
  /** `service.name` of the spans, or a reference to a dashboard's variable. */
  readonly service: string;
  /** Name of a span. @default any */
  readonly operation?: string;
  /** Tags that a span must have: `{ error: 'true' }`. @default none */
  readonly tags?: Readonly<Record<string, string>>;
  /** @default any */
  readonly minDuration?: Duration;
  /** @default any */
  readonly maxDuration?: Duration;
  /** How many traces to show. @default 20 */
  readonly limit?: number;
}
