import { mistake } from '../core/problem';
import type { LogNode } from '../logql/node';
import { parseLogql } from '../logql/parse';

/** A LogQL query for lines that has been parsed. */
export class LogQuery {
  readonly text: string;
  readonly node: LogNode;

  constructor(text: string, node: LogNode) {
    this.text = text;
    this.node = node;
    Object.freeze(this);
  }
}

/**
 * A LogQL query for log lines: `logQuery('{service_name="api"} |= "timeout"')`. Its strings may refer to a dashboard's
 * variables as `$name`.
 *
 * @throws BelfryError with a caret when Loki does not take it
 */
export function logQuery(text: string): LogQuery {
  const node = parseLogql(text);
  if (node.kind === 'log') return new LogQuery(text, node);
  throw mistake({
    check: 'dashboard/logql-not-lines',
    message: 'this LogQL query yields numbers, not lines',
    place: { subject: 'log query', excerpt: { text, from: 0, to: text.length } },
    fix: 'keep the stream selector and its filters only',
  });
}
