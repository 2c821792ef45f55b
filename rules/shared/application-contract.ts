import type { Duration } from '../../lib/core/duration';
import { formatDuration } from '../../lib/core/duration';
import type { Data } from '../../lib/core/yaml';
import type { Declared } from '../../lib/metric/catalog';
import { Catalog, catalogDocument } from '../../lib/metric/catalog';

/**
 * What an application owes its stack: metrics, log lines, spans and answers to probes. The stack alerts, parses and draws
 * by it; an application that keeps it needs to know nothing else of the stack.
 */
export interface ApplicationContract {
  /** Folder below `rules/`: `canvascast`. */
  readonly system: string;
  /** What the application itself exports. The metrics of exporters are no business of its authors. */
  readonly metrics: readonly Declared[];
  readonly logs: LogContract;
  readonly traces: TraceContract;
  readonly health: readonly HealthEndpoint[];
  /** Further rules of conduct, by a short name. */
  readonly practices: Readonly<Record<string, string>>;
}

export interface LogContract {
  /** Fields of every line, with what they hold. */
  readonly fields: Readonly<Record<string, string>>;
  /** What each level is for, from the most to the least severe. */
  readonly levels: Readonly<Record<string, string>>;
  readonly events: readonly LogEvent[];
}

export interface LogEvent {
  /** The field `event` of the line: lower case, words joined by underscores. */
  readonly event: string;
  readonly level: string;
  readonly when: string;
  /** Fields beside those of every line. */
  readonly fields: readonly string[];
}

export interface TraceContract {
  /** Names of the services, as in `service.name`. */
  readonly services: readonly string[];
  readonly spans: readonly SpanContractEntry[];
}

export interface SpanContractEntry {
  readonly span: string;
  /** The span that it hangs from; a link where it begins a trace of its own. */
  readonly under: string;
  readonly attributes: readonly string[];
}

/** An address that answers whether the application lives, or is ready to work. */
export interface HealthEndpoint {
  readonly service: string;
  readonly path: string;
  readonly means: string;
  /** What is looked at, all at once. Empty for what only says that the process runs. */
  readonly checks: readonly string[];
  /** After how long a check counts as failed. It must be shorter than the time-out of who asks. */
  readonly checkTimeout: Duration;
}

/** The contract as plain data, for whoever writes the application in whatever language. */
export function contractDocument({ system, metrics, logs, traces, health, practices }: ApplicationContract): Readonly<Record<string, Data>> {
  return {
    system,
    metrics: catalogDocument(new Catalog(metrics)).metrics ?? {},
    logs: { fields: logs.fields, levels: logs.levels, events: logs.events.map(({ event, level, when, fields }) => ({ event, level, when, fields })) },
    traces: { services: traces.services, spans: traces.spans.map(({ span, under, attributes }) => ({ span, under, attributes })) },
    health: health.map(({ service, path, means, checks, checkTimeout }) => ({ service, path, means, checks, checkTimeout: formatDuration(checkTimeout) })),
    practices,
  };
}
