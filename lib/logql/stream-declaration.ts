import type { LabelSpec } from '../metric/declaration';

/** What is known of a group of log streams, once, for queries, panels and alerts. */
export interface LogStreamDeclaration {
  /** What people call it, in diagnostics. */
  readonly name: string;
  readonly help: string;
  /** Labels of the streams: few values each, because every combination is a stream of its own. */
  readonly labels: LabelSpec;
  /** What Loki keeps beside each line without indexing it: trace ids, user ids. */
  readonly metadata: LabelSpec;
}
