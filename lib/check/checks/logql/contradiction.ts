import type { LogNode, Span, Stage, StreamMatcher } from '../../../logql/node';
import { changesLine, filtersOf, isVariable } from '../../analysis/log-pipeline';
import { check } from '../../check';
import { logPanel } from '../../example/example';

export const contradiction = check({
  id: 'logql/contradiction',
  severity: 'error',
  title: 'filters that no line can satisfy together',
  rationale: 'All filters of a pipeline, and all matchers of a selector, must be true of a line. Alternatives need or, or a regular expression.',
  subject: 'logql',
  bad: logPanel('{service_name="shop-proxy"} |= "timeout" != "time"', { type: 'logs' }),
  good: logPanel('{service_name="shop-proxy"} |= "time" != "timeout"', { type: 'logs' }),
  *find(query) {
    for (const log of query.logs) {
      for (const span of againstLine(log)) yield { message: 'every line that passed the filter before contains this too, so nothing is left', spot: query.spot(span), fix: 'drop one of the two' };
      const filters = [...filtersOf(log)].flatMap(({ filter, isRequired }) => (isRequired && filter.kind === 'text' ? [filter] : []));
      const hasNewLabels = log.stages.some(({ kind }) => kind === 'labelFormat');
      for (const { label, value, span } of [...twice(log.matchers), ...(hasNewLabels ? [] : twice(filters))]) yield { message: `'${label}' cannot be '${value}' and something else at once`, spot: query.spot(span), fix: `name all values in one: ${label}=~"...|${value}"` };
    }
  },
});

/** Where a filter drops what an earlier one asks for. */
function* againstLine({ stages }: LogNode): Generator<Span | undefined> {
  let wanted: string[] = [];
  for (const stage of stages) {
    if (changesLine(stage)) wanted = [];
    const [text, ...others] = texts(stage);
    if (text === undefined || stage.kind !== 'lineFilter') continue;
    if (stage.operator === '|=' && others.length === 0) wanted.push(text);
    if (stage.operator === '!=' && [text, ...others].some((unwanted) => unwanted !== '' && wanted.some((one) => one.includes(unwanted)))) yield stage.span;
  }
}

function texts(stage: Stage): readonly string[] {
  return stage.kind === 'lineFilter' ? stage.alternatives.flatMap(({ text, isIp }) => (isIp === true || isVariable(text) ? [] : [text])) : [];
}

/** Equalities of a label that had another value before. */
function twice(matchers: readonly StreamMatcher[]): readonly StreamMatcher[] {
  const equal = matchers.filter(({ operator, value }) => operator === '=' && !isVariable(value));
  return equal.filter(({ label, value }, index) => equal.slice(0, index).some((before) => before.label === label && before.value !== value));
}
