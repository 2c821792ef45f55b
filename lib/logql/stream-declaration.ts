import type { LabelSpec } from '../metric/declaration';

/** How the lines of a stream are written, which decides the parser that reads them. */
export type LineFormat = 'json' | 'logfmt' | 'text';

/** What is known of a group of log streams, once, for queries, panels and alerts. */
export interface LogStreamDeclaration {
  /** What people call it, in diagnostics. */
  readonly name: string;
  readonly help: string;
  /** Labels of the streams: few values each, because every combination is a stream of its own. */
  readonly labels: LabelSpec;
  /** What Loki keeps beside each line without indexing it: trace ids, user ids. */
  readonly metadata: LabelSpec;
  readonly format: LineFormat;
  /** What the parser of the format makes labels of. */
  readonly fields: LabelSpec;
}
