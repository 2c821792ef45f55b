import { didYouMean } from '../../../core/names';
import type { SelectorNode } from '../../../promql/node';
import { tryParsePromql } from '../../../promql/parse';
import type { Finding } from '../../check';
import { check } from '../../check';
import { panel, routes } from '../../example/example';
import type { KnownMetrics } from '../../model/known-metrics';
import { parseQuery, variablesIn } from '../../source/grafana-variables';

const offering = (query: string): ReturnType<typeof panel> => panel('sum(rate(http_requests_total{route=~"$route"}[$__rate_interval]))', { unit: 'reqps', dashboard: { templating: { list: [{ ...routes, query }] } } });

/** Source: https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/#use-query-variables */
const functions = ['label_names', 'label_values', 'metrics', 'query_result'] as const;

export const variableQuery = check({
  id: 'dashboard/variable-query',
  severity: 'error',
  title: 'a variable that offers nothing',
  rationale: 'The values of a variable are asked of Prometheus. A question with a mistake yields none: the list is empty, and so is every panel that is narrowed by it.',
  subject: 'dashboard',
  bad: offering('label_values(http_requests_total, rout)'),
  good: offering('label_values(http_requests_total, route)'),
  *find({ variables }, { known }) {
    for (const { type, query, sourceType } of variables.values()) {
      if (type !== 'query' || query === undefined || query.value.trim() === '' || (sourceType !== undefined && sourceType !== 'prometheus')) continue;
      const mistake = mistakeIn(query.value, known, sourceType === 'prometheus');
      if (mistake !== undefined) yield { ...mistake, spot: { text: query } };
    }
  },
});

type Mistake = Pick<Finding, 'message' | 'fix'>;

function mistakeIn(query: string, known: KnownMetrics, isPrometheus: boolean): Mistake | undefined {
  const [, name = '', inside = ''] = /^\s*(\w+)\(([^]*)\)\s*$/.exec(query) ?? [];
  // Without a word about the data source it may be the language of another.
  if (!functions.some((one) => one === name)) return isPrometheus ? { message: name === '' ? 'it is no question that Grafana knows' : `there is no function '${name}' for variables`, fix: didYouMean(name, functions) || 'write label_values(metric, label)' } : undefined;
  if (name !== 'label_values' && name !== 'query_result') return undefined;
  const [, selected = '', label = ''] = name === 'query_result' ? ['', inside] : (/^([^]*),\s*([\w$]+)\s*$/.exec(inside) ?? []);
  if (selected.trim() === '') return undefined;
  const parsed = parseQuery(selected, tryParsePromql);
  if ('problem' in parsed) return { message: `its expression is no PromQL: ${parsed.problem.message}`, ...(parsed.problem.fix === undefined ? {} : { fix: parsed.problem.fix }) };
  return label === '' || variablesIn(query).length > 0 || parsed.root.kind !== 'selector' ? undefined : mistypedLabel(parsed.root, label, known);
}

/** A label that no declaration has may still be added by the scrape, as the namespace is; a name that is nearly one is mistyped. */
function mistypedLabel(selector: SelectorNode, label: string, known: KnownMetrics): Mistake | undefined {
  const labels = new Set(known.declarations(selector).flatMap(({ labels: own, jobs, type }) => [...Object.keys(own), ...(jobs.length > 0 ? ['job', 'instance'] : []), ...(type === 'histogram' ? ['le'] : [])]));
  const meant = labels.has(label) ? '' : didYouMean(label, labels);
  return meant === '' ? undefined : { message: `${selector.name ?? 'it'} has no label '${label}'`, fix: meant };
}
