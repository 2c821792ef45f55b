import type { Data } from '../../core/yaml';

/**
 * How a line begins that goes on with the one before: white space, as in the traces of Java, JavaScript, Go and Python;
 * the cause of an exception in Java; and what Java leaves out. A JSON line never begins so.
 */
const continuation = '^(?:\\s|Caused by: |Suppressed: |\\.\\.\\. \\d+ (?:more|common frames omitted)|\\}$)';

/** Output and errors of one container share a file and come in turns: each is a source of its own. */
const source = 'attributes["belfry.source"]';

/**
 * Operators that make one record of a stack trace. The lines of one wait for a second at most, in memory: an agent that
 * is killed meanwhile loses them, and no more.
 *
 * Source: docs/operators/recombine.md of pkg/stanza 0.145.
 */
export function lineJoining(): readonly Data[] {
  return [
    { type: 'add', id: 'name_source', field: source, value: 'EXPR(attributes["log.file.path"] + " " + (attributes["log.iostream"] ?? ""))' },
    {
      type: 'recombine',
      id: 'join_lines',
      combine_field: 'body',
      combine_with: '\n',
      is_first_entry: `body == "" or not (body matches ${JSON.stringify(continuation)})`,
      source_identifier: source,
      overwrite_with: 'oldest',
      force_flush_period: '1s',
      max_log_size: '256KiB',
    },
    { type: 'remove', id: 'forget_source', field: source },
  ];
}
