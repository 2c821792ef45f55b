import { check } from '../../check';
import { logPanel } from '../../example/example';

export const wildcardLineRegexp = check({
  id: 'logql/wildcard-line-regexp',
  severity: 'info',
  title: 'a line filter with .* at its ends',
  rationale: 'A line filter looks for its expression anywhere in the line, unlike an expression of a label, which must match the whole value. A .* at the ends says what holds anyway.',
  subject: 'logql',
  bad: logPanel('{service_name="shop-proxy"} |~ ".*status=5[0-9][0-9].*"', { type: 'logs' }),
  good: logPanel('{service_name="shop-proxy"} |~ "status=5[0-9][0-9]"', { type: 'logs' }),
  *find(query) {
    for (const { stages } of query.logs) {
      for (const stage of stages) {
        if (stage.kind !== 'lineFilter' || (stage.operator !== '|~' && stage.operator !== '!~')) continue;
        for (const { text, span } of stage.alternatives) {
          const inner = text.replace(/^\^?\.\*/, '').replace(/(?<!\\)\.\*\$?$/, '');
          if (inner !== text && inner !== '') yield { message: 'the .* at the ends changes nothing: a line filter looks anywhere in the line', spot: query.spot(span), fix: `write "${inner}"` };
        }
      }
    }
  },
});
