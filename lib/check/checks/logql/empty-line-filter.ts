import { check } from '../../check';
import { logPanel } from '../../example/example';

const everything: ReadonlySet<string> = new Set(['', '.*', '^.*$', '^']);

export const emptyLineFilter = check({
  id: 'logql/empty-line-filter',
  severity: 'error',
  title: 'a line filter that keeps all lines, or none',
  rationale: 'Every line contains the empty text. A filter for it keeps everything, and the filter against it keeps nothing at all.',
  subject: 'logql',
  bad: logPanel('{service_name="shop-proxy"} != ""', { type: 'logs' }),
  good: logPanel('{service_name="shop-proxy"} |~ "."', { type: 'logs' }),
  *find(query) {
    for (const { stages } of query.logs) {
      for (const stage of stages) {
        if (stage.kind !== 'lineFilter') continue;
        const isRegexp = stage.operator === '|~' || stage.operator === '!~';
        const isNegated = stage.operator.startsWith('!');
        for (const { text, span, isIp } of stage.alternatives) {
          if (isIp === true || !(isRegexp ? everything.has(text) : text === '')) continue;
          yield { message: isNegated ? 'no line lacks the empty text, so nothing is left' : 'every line contains the empty text, so this filter does nothing', spot: query.spot(span), severity: isNegated ? 'error' : 'warning', fix: isNegated ? 'drop it; lines that are not empty are |~ "."' : 'drop it' };
        }
      }
    }
  },
});
