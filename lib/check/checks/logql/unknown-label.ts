import { didYouMean } from '../../../core/names';
import { matchesEmpty } from '../../../promql/syntax/regexp';
import { check } from '../../check';
import { alerting, logPanel } from '../../example/example';

export const unknownLabel = check({
  id: 'logql/unknown-label',
  severity: 'error',
  title: 'a selector with a label that no stream has',
  rationale: 'A selector sees the labels of streams alone. What stands in the line or beside it as structured metadata is no label of a stream, so the selector finds nothing.',
  subject: 'logql',
  bad: alerting('sum(count_over_time({service_name="shop-api", level="error"} |= "payment" [5m])) > 10'),
  good: logPanel('{service_name="shop-api", env="production"} | json | level="error"', { type: 'logs' }),
  *find(query) {
    if (query.streams.length === 0) return;
    const known = new Set(query.streams.flatMap(({ labels }) => Object.keys(labels)));
    for (const { matchers } of query.logs) {
      for (const matcher of matchers) {
        const { label, operator, value, span } = matcher;
        if (known.has(label) || matchesEmpty(matcher)) continue;
        const isMetadata = query.streams.some(({ metadata }) => Object.hasOwn(metadata, label));
        const parser = query.streams.find(({ fields }) => Object.hasOwn(fields, label))?.format;
        const behind = isMetadata ? `write it behind the selector: | ${label}${operator}"${value}"` : parser === undefined ? undefined : `write it behind the parser: | ${parser} | ${label}${operator}"${value}"`;
        yield { message: isMetadata ? `'${label}' is structured metadata, and no label of a stream` : parser === undefined ? `no stream has a label '${label}'` : `'${label}' stands in the line, and is no label of a stream`, spot: query.spot(span), fix: behind ?? (didYouMean(label, [...known]) || `the labels of streams are ${[...known].join(', ')}`) };
      }
    }
  },
});
