import { tryParsePromql } from '../../../promql/parse';
import { didYouMean } from '../../../core/names';
import { Expression } from '../../analysis/expression';
import { listed } from '../../analysis/words';
import { check } from '../../check';
import { alerting } from '../../example/example';
import { templateTexts } from './texts';

export const query = check({
  id: 'template/query',
  severity: 'error',
  title: 'a query inside of a text that cannot answer',
  rationale: 'A text may ask Prometheus a question of its own. Nobody parses that query before the alert fires, and a label that it does not yield is empty: the text then shows an error or a hole to the one who needs it.',
  subject: 'alert',
  bad: alerting('sum(up{job="api"}) < 2', { description: '{{ with query "sum(up{job=\\"api\\"} == 0)" }}{{ . | first | label "instance" }} is down.{{ end }}' }),
  good: alerting('sum(up{job="api"}) < 2', { description: '{{ with query "up{job=\\"api\\"} == 0" }}{{ . | first | label "instance" }} is down.{{ end }}' }),
  *find(alert, { known }) {
    for (const { text, template } of templateTexts(alert)) {
      for (const { query: asked, span } of template.queries) {
        const parsed = tryParsePromql(asked);
        if ('problem' in parsed) {
          yield { message: `the query is refused: ${parsed.problem.message}`, spot: { text, span }, fix: parsed.problem.fix ?? 'write a query that Prometheus takes' };
          continue;
        }
        // With several queries in one text it is not plain which of them a label is read from.
        if (template.queries.length > 1) continue;
        const { labels } = new Expression({ text, root: parsed.node, purpose: 'alert', known, interval: alert.group.interval }).result;
        if (labels.hasOthers) continue;
        for (const read of template.labelReads) {
          if (labels.known.has(read.label)) continue;
          const names = [...labels.known.keys()];
          yield { message: `the query does not yield the label '${read.label}'`, spot: { text, span: read.span }, fix: didYouMean(read.label, names) || (names.length === 0 ? 'it yields no labels' : `it yields ${listed(names)}`) };
        }
      }
    }
  },
});
