import { mistake } from '../core/problem';
import type { LogNode } from '../logql/node';
import { parseLogql } from '../logql/parse';
import { printLogql } from '../logql/print';

/** A LogQL query for lines. */
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
 * A LogQL query for log lines, of declared streams or as a text: `logQuery(apiLogs.containing('timeout'))` and
 * `logQuery('{service_name="api"} |= "timeout"')` are the same. The strings of a text may refer to a dashboard's
 * variables as `$name`.
 *
 * @throws BelfryError with a caret when Loki does not take the text
 */
export function logQuery(of: string | { readonly node: LogNode }): LogQuery {
  if (typeof of !== 'string') return new LogQuery(printLogql(of.node), of.node);
  const node = parseLogql(of);
  if (node.kind === 'log') return new LogQuery(of, node);
  throw mistake({
    check: 'dashboard/logql-not-lines',
    message: 'this LogQL query yields numbers, not lines',
    place: { subject: 'log query', excerpt: { text: of, from: 0, to: of.length } },
    fix: 'keep the stream selector and its filters only',
  });
}
