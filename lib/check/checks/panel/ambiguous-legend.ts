import { check } from '../../check';
import { panel } from '../../example/example';

const named = (legend: string): ReturnType<typeof panel> => panel('sum by (code) (rate(http_requests_total[$__rate_interval]))', { unit: 'reqps', legend });

const drawn: ReadonlySet<string> = new Set(['timeseries', 'graph', 'stat', 'gauge', 'bargauge', 'state-timeline']);

export const ambiguousLegend = check({
  id: 'panel/ambiguous-legend',
  severity: 'warning',
  title: 'several lines of one name',
  rationale: 'A legend without a label gives every line of the query the same name. The reader sees that one of them is wrong, and not which.',
  subject: 'target',
  bad: named('requests'),
  good: named('{{code}}'),
  *find({ expression, legend, panel: { type } }) {
    if (expression === undefined || legend === undefined || legend.value.trim() === '' || legend.value === '__auto' || /\{\{|\$/.test(legend.value) || !drawn.has(type)) return;
    const several = [...expression.result.labels.known].filter(([name, { values }]) => name !== 'job' && name !== 'instance' && values !== 'open' && values.length > 1).map(([name]) => name);
    const [label] = several;
    if (label !== undefined && expression.aggregates.length > 0) yield { message: `there is a line for each ${label}, and all are called '${legend.value}'`, spot: { text: legend }, fix: `name the label: {{${label}}}` };
  },
});
