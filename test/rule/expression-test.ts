import type { Duration } from '../../lib/core/duration';
import { formatDuration } from '../../lib/core/duration';
import type { RuleGroup } from '../../lib/rule/group';
import { ruleFileDocument } from '../../lib/rule/rule-file';
import type { InputSeries } from '../../lib/rule/scenario/input';
import { inputText } from '../../lib/rule/scenario/input-text';
import type { ProofFiles } from '../../lib/rule/scenario/promtool-test';
import { links } from './promtool';

/** A test of expressions against rules: each must add up to its value at the moment, or yield nothing where that is undefined. */
export function expressionTest(groups: readonly RuleGroup[], given: readonly InputSeries[], every: Duration, at: Duration, expected: Readonly<Record<string, number | undefined>>): ProofFiles {
  const test = {
    interval: formatDuration(every),
    input_series: given.map((series) => inputText(series, every, at)),
    promql_expr_test: Object.entries(expected).map(([expr, value]) => ({ expr: `sum(${expr})`, eval_time: formatDuration(at), exp_samples: value === undefined ? [] : [{ labels: '{}', value }] })),
  };
  return {
    rules: [{ path: 'rules.yaml', content: ruleFileDocument(groups, links) }],
    tests: [{ path: 'test.yaml', content: { rule_files: ['rules.yaml'], evaluation_interval: formatDuration(every), group_eval_order: groups.map(({ name }) => name), tests: [test] } }],
  };
}
