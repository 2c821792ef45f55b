import type { Duration } from '../core/duration';
import type { LabelMatcher } from '../metric/matcher';
import type { LogQuery } from '../dashboard/log-query';
import type { Panel } from '../dashboard/panel/panel';
import type { Query } from '../dashboard/query';
import type { State } from '../dashboard/panel/state';
import type { Thresholds } from '../dashboard/threshold';
import type { AnsweredSeries, TimeRange } from './live/prometheus-api';

/** A query of a panel, with all that decides what its answer may look like. */
export interface Asked {
  readonly query: Query;
  readonly panel: Panel;
  readonly thresholds: Thresholds | undefined;
  readonly states: readonly State[];
  readonly display: string | undefined;
  readonly range: TimeRange;
  readonly step: Duration;
}

export interface FiringAlert {
  readonly name: string;
  readonly severity: string;
}

export interface LogLine {
  readonly moment: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
}

export interface FoundTrace {
  readonly id: string;
  readonly name: string;
  readonly moment: number;
  /** Seconds. */
  readonly duration: number;
  readonly spans: number;
}

export interface FoundSpan {
  readonly name: string;
  readonly depth: number;
  /** Seconds since the trace began. */
  readonly start: number;
  readonly duration: number;
  readonly isFailed: boolean;
}

/** Where a preview gets its data from. What is undefined is not known to the source: the page says so. */
export interface PreviewSource {
  /** The moment at which the dashboards are opened, in Unix seconds. */
  readonly now: number;
  readonly range: (asked: Asked) => Promise<readonly AnsweredSeries[]>;
  readonly newest: (asked: Asked) => Promise<readonly AnsweredSeries[]>;
  /** The alerts with these labels that fire at a moment. */
  readonly firing: (matchers: readonly LabelMatcher[], moment: number) => Promise<readonly FiringAlert[]>;
  readonly logLines: (query: LogQuery, range: TimeRange) => readonly LogLine[] | undefined;
  readonly traces: (service: string, range: TimeRange) => readonly FoundTrace[] | undefined;
  readonly spans: () => readonly FoundSpan[] | undefined;
  readonly calls: () => readonly { readonly from: string; readonly to: string; readonly count: number }[] | undefined;
}
