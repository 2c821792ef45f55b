import type { Data } from '../../core/yaml';

/** Fields of a line that hold the level, in the order in which they are asked. */
const levelFields = ['level', 'severity', 'log.level', 'lvl'] as const;

/** Fields of a line that hold the id of the trace or of the span. */
const traceFields = ['trace_id', 'traceId', 'traceID', 'trace.id'] as const;
const spanFields = ['span_id', 'spanId', 'spanID', 'span.id'] as const;

/** Ids that belong to one request or one job in several services, by the name under which they are found, and the fields that hold them. */
const correlationFields: readonly (readonly [name: string, fields: readonly string[]])[] = [
  ['correlation_id', ['correlation_id', 'correlationId', 'correlationID']],
  ['request_id', ['request_id', 'requestId', 'requestID', 'req_id', 'reqId']],
  ['job_id', ['job_id', 'jobId', 'jobID']],
];

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

/** A level at the beginning of a plain line, after a time and a bracket at most: `2026-01-02T03:04:05Z [ERROR] ...`. */
const leadingLevel = `^(?:[0-9][0-9T:.,+Z/-]*\\\\s+){0,2}\\\\[?(?P<level>${levels.flatMap(([, words]) => words.split('|').filter((word) => /^[A-Z]+$/.test(word))).join('|')})\\\\b`;

/** `name=value` of a plain line, in the form of the Go loggers. */
function pair(name: string, fields: readonly string[], value: string): string {
  return `(?:^|\\\\s)(?:${fields.map((field) => field.replaceAll('.', '\\\\.')).join('|')})=\\"?(?P<${name}>${value})\\"?(?:\\\\s|$)`;
}

/** What is looked for in lines that are no JSON. */
const plainPatterns = [
  leadingLevel,
  pair('level', levelFields, '[A-Za-z]+'),
  pair('trace_id', traceFields, '[0-9a-f]{32}'),
  pair('span_id', spanFields, '[0-9a-f]{16}'),
  ...correlationFields.map(([name, fields]) => pair(name, fields, '[A-Za-z0-9_.:-]+')),
];

/**
 * Reads level, trace id, span id and correlation ids out of a line, JSON or plain, and leaves the line as it is. Loki
 * keeps them as structured metadata: found by a filter, without a stream of their own. Trace and span ids that are not
 * 32 and 16 hexadecimal digits are left alone, as is whatever the record carries already.
 */
export function lineParsing(): Data {
  const found = 'log.cache';
  return {
    error_mode: 'ignore',
    log_statements: [
      {
        conditions: ['IsString(log.body) and IsMatch(log.body, "^\\\\s*\\\\{")'],
        statements: [`merge_maps(${found}, ParseJSON(log.body), "upsert")`, ...readFields()],
      },
      {
        conditions: ['IsString(log.body) and not IsMatch(log.body, "^\\\\s*\\\\{")'],
        statements: [...plainPatterns.map((pattern) => `merge_maps(${found}, ExtractPatterns(log.body, "${pattern}"), "insert")`), ...readFields()],
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

/** From the fields of the line to those of the record. */
function readFields(): readonly string[] {
  const field = (name: string): string => `log.cache["${name}"]`;
  return [
    ...levelFields.map((name) => `set(log.severity_text, ToUpperCase(String(${field(name)}))) where log.severity_text == "" and ${field(name)} != nil`),
    ...traceFields.map((name) => `set(log.trace_id.string, ${field(name)}) where IsMatch(log.trace_id.string, "^0*$") and IsMatch(${field(name)}, "^[0-9a-f]{32}$")`),
    ...spanFields.map((name) => `set(log.span_id.string, ${field(name)}) where IsMatch(log.span_id.string, "^0*$") and IsMatch(${field(name)}, "^[0-9a-f]{16}$")`),
    ...correlationFields.flatMap(([attribute, names]) => names.map((name) => `set(log.attributes["${attribute}"], String(${field(name)})) where log.attributes["${attribute}"] == nil and ${field(name)} != nil`)),
  ];
}
