import type { Data } from '../../core/yaml';

/** Something that must not reach a store. */
export type RedactionRule = ValueRule | KeyRule;

/** A text that gives itself away by its form. */
export interface ValueRule {
  readonly kind: 'value';
  readonly name: string;
  /** Regular expression in RE2; what it matches becomes `****`. */
  readonly pattern: string;
}

/** The value of a field that is called so, at any depth, in attributes, JSON lines and `key=value` lines. */
export interface KeyRule {
  readonly kind: 'key';
  readonly name: string;
  /** Names of fields as a regular expression in RE2, in lower case, with `[-_]?` between words. */
  readonly fields: string;
}

/**
 * The second line of defence after the application's own. Lengths and leading digits of card numbers: ISO/IEC 7812;
 * phone numbers: E.164, with the leading plus, because any other number of that length is more often an id.
 */
export const redactionRules: readonly RedactionRule[] = [
  { kind: 'key', name: 'password', fields: 'pass(?:word|wd|phrase)?(?:[-_]?hash)?' },
  { kind: 'key', name: 'token', fields: '(?:(?:access|refresh|id|auth|session|csrf)[-_]?)?token' },
  { kind: 'key', name: 'secret', fields: '(?:client[-_]?)?secret|(?:api|private|server)[-_]?key' },
  { kind: 'key', name: 'header', fields: '(?:proxy[-_]?)?authorization|(?:set[-_]?)?cookie' },
  { kind: 'key', name: 'card', fields: 'card[-_]?number|cvv|cvc|pan' },
  // Numbers without a country code look like ids: the name of the field tells them apart.
  { kind: 'key', name: 'phone', fields: '(?:customer[-_]?)?phone(?:[-_]?number)?' },
  { kind: 'value', name: 'card number', pattern: '\\b(?:4[0-9]{3}|5[1-5][0-9]{2}|2[2-7][0-9]{2}|6(?:011|5[0-9]{2}))[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}\\b' },
  { kind: 'value', name: 'American Express card number', pattern: '\\b3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}\\b' },
  { kind: 'value', name: 'JSON web token', pattern: '\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*' },
  { kind: 'value', name: 'bearer token', pattern: '(?i)\\bbearer [A-Za-z0-9._~+/-]{8,}=*' },
  { kind: 'value', name: 'password in a URL', pattern: '://[^/\\s:@"]+:[^/\\s@"]+@' },
  { kind: 'value', name: 'e-mail address', pattern: '\\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}\\b' },
  { kind: 'value', name: 'phone number', pattern: '\\+[1-9][0-9]{7,14}\\b' },
];

/** Masks attributes of logs and spans by name and by value, and log lines by value. */
export function attributeRedaction(rules: readonly RedactionRule[]): Data {
  return {
    allow_all_keys: true,
    blocked_key_patterns: rules.filter((rule) => rule.kind === 'key').map(({ fields }) => `(?i)^(?:.*[._-])?(?:${fields})$`),
    blocked_values: rules.filter((rule) => rule.kind === 'value').map(({ pattern }) => pattern),
    // The names of masked attributes are worth keeping, the values are not: "debug" would list the names on each record.
    summary: 'silent',
  };
}

/**
 * Masks fields within a line of text, which the redaction processor does not look into by name: strings and numbers of
 * JSON at any depth, escaped JSON, and `key=value`. The line stays what it was, JSON remains JSON.
 */
export function lineRedaction(rules: readonly RedactionRule[]): Data {
  const fields = rules.filter((rule) => rule.kind === 'key').map((rule) => rule.fields).join('|');
  const name = `(?:[A-Za-z0-9_.-]*[._-])?(?:${fields})`;
  const replacements: readonly (readonly [pattern: string, replacement: string])[] = [
    [`(?i)("${name}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, '$${1}"****"'],
    [`(?i)("${name}"\\s*:\\s*)[0-9][0-9.eE+-]*`, '$${1}"****"'],
    [`(?i)(\\\\"${name}\\\\"\\s*:\\s*\\\\")[^"\\\\]*`, '$${1}****'],
    [`(?i)(\\b${name}=)(?:"(?:[^"\\\\]|\\\\.)*"|[^\\s"&;,]+)`, '$${1}****'],
  ];
  return {
    error_mode: 'ignore',
    log_statements: [
      {
        conditions: ['IsString(log.body)'],
        statements: replacements.map(([pattern, replacement]) => `replace_pattern(log.body, ${quoted(pattern)}, ${quoted(replacement)})`),
      },
    ],
  };
}

/** Attributes of spans that hold an address, by today's names and by those of older instrumentation. */
const addressAttributes = ['url.full', 'url.original', 'http.url', 'http.target'] as const;

/** Takes the query string out of addresses in spans: it holds tokens and names of customers, and makes every address another one. */
export function queryStringRemoval(): Data {
  return {
    error_mode: 'ignore',
    trace_statements: [{ statements: [...addressAttributes.map((name) => `replace_pattern(span.attributes["${name}"], "[?].*$", "")`), 'delete_key(span.attributes, "url.query")'] }],
  };
}

/** A string of the collector's transformation language. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
