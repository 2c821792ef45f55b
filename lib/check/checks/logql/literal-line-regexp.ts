import { isPlainText } from '../../analysis/log-pipeline';
import { check } from '../../check';
import { logPanel } from '../../example/example';

export const literalLineRegexp = check({
  id: 'logql/literal-line-regexp',
  severity: 'info',
  title: 'a regular expression of the line that is a plain text',
  rationale: 'Line filters read every line of the selected streams. A search for a text is several times faster than an expression, and a choice of texts has an operator of its own: or.',
  subject: 'logql',
  bad: logPanel('{service_name="shop-proxy"} |~ "timeout|refused"', { type: 'logs' }),
  good: logPanel('{service_name="shop-proxy"} |= "timeout" or "refused"', { type: 'logs' }),
  *find(query) {
    for (const { stages } of query.logs) {
      for (const stage of stages) {
        if (stage.kind !== 'lineFilter' || (stage.operator !== '|~' && stage.operator !== '!~')) continue;
        const texts = stage.alternatives.flatMap(({ text }) => text.split('|'));
        if (!texts.every(isPlainText)) continue;
        const operator = stage.operator === '|~' ? '|=' : '!=';
        yield { message: 'this expression looks for plain texts', spot: query.spot(stage.span), fix: `write ${operator} ${texts.map((text) => `"${text}"`).join(' or ')}` };
      }
    }
  },
});
