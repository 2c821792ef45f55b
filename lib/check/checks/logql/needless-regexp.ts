import { filtersOf, isPlainText } from '../../analysis/log-pipeline';
import { check } from '../../check';
import { logPanel } from '../../example/example';

export const needlessRegexp = check({
  id: 'logql/needless-regexp',
  severity: 'info',
  title: 'a regular expression of a label that is none',
  rationale: 'Without a special character =~ compares letter by letter, as = does. Loki looks an equal label up in its index, and tries an expression on each value.',
  subject: 'logql',
  bad: logPanel('{service_name=~"shop-api"} |= "payment"', { type: 'logs' }),
  good: logPanel('{service_name="shop-api"} |= "payment"', { type: 'logs' }),
  *find(query) {
    for (const log of query.logs) {
      const filters = [...filtersOf(log)].flatMap(({ filter }) => (filter.kind === 'text' ? [filter] : []));
      for (const { label, operator, value, span } of [...log.matchers, ...filters]) {
        if ((operator === '=~' || operator === '!~') && isPlainText(value)) yield { message: `${label}${operator}"${value}" compares one text`, spot: query.spot(span), fix: `write ${label}${operator === '=~' ? '=' : '!='}"${value}"` };
      }
    }
  },
});
