import { parser } from '@grafana/lezer-logql';
import { mistake } from '../core/problem';

/** A LogQL query for lines that has been parsed. */
export class LogQuery {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
    Object.freeze(this);
  }
}

/**
 * A LogQL query for log lines: `logQuery('{service_name="api"} |= "timeout"')`. It may refer to a dashboard's variable
 * as `$name`.
 *
 * @throws BelfryError with a caret when Loki's grammar does not take it
 */
export function logQuery(text: string): LogQuery {
  const tree = parser.parse(text);
  tree.iterate({
    enter(node) {
      if (node.type.isError) throw syntaxMistake(text, node.from, Math.max(node.to, node.from + 1));
      if (node.name === 'MetricExpr') {
        throw mistake({ check: 'dashboard/logql-not-lines', message: 'this LogQL query yields numbers, not lines', place: { subject: 'log query', excerpt: { text, from: node.from, to: node.to } }, fix: 'keep the stream selector and its filters only' });
      }
    },
  });
  return new LogQuery(text);
}

function syntaxMistake(text: string, from: number, to: number): Error {
  return mistake({
    check: 'dashboard/logql-syntax',
    message: 'this is no LogQL query',
    place: { subject: 'log query', excerpt: { text, from: Math.min(from, Math.max(0, text.length - 1)), to } },
    fix: 'begin with a stream selector: {service_name="api"} |= "text"',
  });
}
