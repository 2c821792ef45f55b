import type { Data } from '../../core/yaml';

/** Fields of a JSON line that hold the level, in the order in which they are asked. */
const levelFields = ['level', 'severity', 'log.level', 'lvl'] as const;

/** Fields of a JSON line that hold the id of the trace or of the span. */
const traceFields = ['trace_id', 'traceId', 'traceID', 'trace.id'] as const;
const spanFields = ['span_id', 'spanId', 'spanID', 'span.id'] as const;

/**
 * Levels by the name that OpenTelemetry gives them, and the words that mean them. Numbers are those of Pino and Bunyan.
 * Source: https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
 */
const levels: readonly (readonly [name: string, words: string])[] = [
  ['TRACE', 'TRACE|10'],
  ['DEBUG', 'DEBUG|20'],
  ['INFO', 'INFO|INFORMATION|NOTICE|30'],
  ['WARN', 'WARN|WARNING|40'],
  ['ERROR', 'ERROR|ERR|50'],
  ['FATAL', 'FATAL|CRITICAL|CRIT|PANIC|ALERT|EMERGENCY|60'],
];

/**
 * Reads level, trace id and span id out of JSON lines, and leaves the line as it is: Grafana's link from a log to its
 * trace follows the id. Ids that are not 32 and 16 hexadecimal digits are left alone, as are ids that the record
 * carries already.
 */
export function jsonLineParsing(): Data {
  return {
    error_mode: 'ignore',
    log_statements: [
      {
        conditions: ['IsString(log.body) and IsMatch(log.body, "^\\\\s*\\\\{")'],
        statements: [
          'merge_maps(log.cache, ParseJSON(log.body), "upsert")',
          ...levelFields.map((field) => `set(log.severity_text, ToUpperCase(String(log.cache["${field}"]))) where log.severity_text == "" and log.cache["${field}"] != nil`),
          ...traceFields.map((field) => `set(log.trace_id.string, log.cache["${field}"]) where IsMatch(log.trace_id.string, "^0*$") and IsMatch(log.cache["${field}"], "^[0-9a-f]{32}$")`),
          ...spanFields.map((field) => `set(log.span_id.string, log.cache["${field}"]) where IsMatch(log.span_id.string, "^0*$") and IsMatch(log.cache["${field}"], "^[0-9a-f]{16}$")`),
        ],
      },
      {
        conditions: ['log.severity_number == SEVERITY_NUMBER_UNSPECIFIED'],
        statements: levels.flatMap(([name, words]) => {
          const matches = `IsMatch(log.severity_text, "^(?:${words})$")`;
          return [`set(log.severity_number, SEVERITY_NUMBER_${name}) where ${matches}`, `set(log.severity_text, "${name}") where ${matches}`];
        }),
      },
    ],
  };
}
