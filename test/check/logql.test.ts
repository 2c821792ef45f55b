import { describe, expect, test } from '@jest/globals';
import { alerting, logPanel, rules, type Example } from '../../lib/check/example/example';
import { lint, type LintOptions } from '../../lib/check/lint';

type Result = ReturnType<typeof lint>;

function linted({ catalog, kind, text }: Example, options: { readonly isWithCatalog?: boolean; readonly ruleLanguage?: LintOptions['ruleLanguage'] } = {}): Result {
  const { isWithCatalog = true, ruleLanguage } = options;
  return lint({
    ...(isWithCatalog ? { catalog: { file: 'catalog.yaml', content: catalog } } : {}),
    sources: [{ file: kind === 'rules' ? 'rules.yaml' : 'dashboard.json', content: text }],
    ...(ruleLanguage === undefined ? {} : { ruleLanguage }),
  });
}

function checksIn(result: Result): readonly string[] {
  return result.problems.map(({ check }) => check);
}

const lines = (query: string): Example => logPanel(query, { type: 'logs' });
const counted = (pipeline: string, rest = '> 10'): Example => alerting(`sum(count_over_time({service_name="shop-api"} ${pipeline} [5m])) ${rest}`);

describe('what is found, and what looks much like it and is right', () => {
  test.each<readonly [check: string, bad: Example, good: Example]>([
    ['logql/unknown-label', lines('{trace_id="abc"}'), lines('{service_name="shop-api"} | trace_id="abc"')],
    ['logql/unknown-label', lines('{service_nam="shop-api"}'), lines('{service_name="shop-api", cluster=""}')],
    ['logql/unknown-value', lines('{service_name=~"shop"}'), lines('{service_name=~"shop.*"}')],
    ['logql/unknown-value', lines('{service_name="$svc", env="prod"}'), lines('{service_name="$svc", env="production"}')],
    ['logql/unknown-value', lines('{service_name!~"shop-.*", env="staging"}'), lines('{service_name!="shop-api", env="staging"}')],
    ['logql/needless-regexp', lines('{service_name="shop-api"} | json | level!~"debug"'), lines('{service_name="shop-api"} | json | level!~"debug|info"')],
    ['logql/literal-line-regexp', lines('{service_name="shop-api"} !~ "health"'), lines('{service_name="shop-api"} !~ "health$"')],
    ['logql/wildcard-line-regexp', lines('{service_name="shop-api"} |~ "^.*a+b"'), lines('{service_name="shop-api"} |~ "a+\\\\.*"')],
    ['logql/empty-line-filter', lines('{service_name="shop-api"} |~ ".*"'), lines('{service_name="shop-api"} |~ "$search"')],
    ['logql/late-line-filter', lines('{service_name="shop-api"} | json | status="500" != "health"'), lines('{service_name="shop-api"} != "health" | json | status="500"')],
    ['logql/no-line-filter', counted('| json | route="/pay" or level="error" | level="error"'), counted('| json | level!="debug"')],
    ['logql/impossible-filter', lines('{service_name="shop-api"} | json | status="502"'), lines('{service_name="shop-api"} | json | status=~"5.."')],
    ['logql/impossible-filter', lines('{service_name="shop-api"} | env="staging" | env="production"'), lines('{service_name="shop-api"} | env="staging" | json')],
    ['logql/never-extracted', lines('{service_name="shop-api"} | took > 5s | json'), lines('{service_name="shop-api"} | json | took > 5s')],
    ['logql/never-extracted', lines('{service_name="shop-api"} | json status | took > 5s'), lines('{service_name="shop-api"} | json took | took > 5s')],
    ['logql/never-extracted', lines('{service_name="shop-proxy"} | pattern "<ip> <code>" | label_format c=cod'), lines('{service_name="shop-proxy"} | pattern "<ip> <code>" | label_format c=code')],
    ['logql/wrong-parser', lines('{service_name="shop-api"} | logfmt'), lines('{service_name="shop-proxy"} | logfmt')],
    ['logql/wrong-parser', lines('{service_name="shop-proxy"} | json'), lines('{service_name="shop-proxy"} | line_format "{{.env}}" | json')],
    ['logql/unwrap-errors', alerting('sum(sum_over_time({service_name="shop-api"} |= "x" | json | __error__="" | unwrap bytes(size) [5m])) > 5'), alerting('sum(sum_over_time({service_name="shop-api"} |= "x" | json | unwrap bytes(size) | __error__="" [5m])) > 5')],
    ['logql/parser-errors', logPanel('sum by (a) (rate({service_name=~"shop-proxy|shop-worker"} | json a="b" [$__auto]))'), logPanel('sum by (a) (rate({service_name=~"shop-proxy|shop-worker"} | json a="b" | a!="" [$__auto]))')],
    ['logql/idle-parser', alerting('sum(rate({service_name="shop-proxy"} |= "x" | pattern "<ip> <_>" [5m])) > 1'), alerting('sum by (ip) (rate({service_name="shop-proxy"} |= "x" | pattern "<ip> <_>" [5m])) > 1')],
    ['logql/idle-format', counted('|= "x" | json | decolorize | status="500"'), counted('|= "x" | decolorize | json | status="500"')],
    ['logql/duplicate-filter', lines('{service_name="shop-api"} | json | status="500" | status="500"'), lines('{service_name="shop-api"} |= "a" | line_format "{{.trace_id}}" |= "a"')],
    ['logql/contradiction', lines('{env="staging",env="production"}'), lines('{env=~"staging|production"}')],
    ['logql/contradiction', lines('{service_name="shop-api"} | json | route="/a" | route="/b"'), lines('{service_name="shop-api"} | json | route="/a" or route="/b"')],
    ['logql/contradiction', lines('{service_name="shop-api"} |= "error" != "err"'), lines('{service_name="shop-api"} |= "err" or "warn" != "err"')],
    ['logql/no-threshold', alerting('sum(rate({service_name="shop-api"} |= "x" [5m])) > 1 or vector(0)'), alerting('absent_over_time({service_name="shop-api"} |= "x" [5m])')],
    ['logql/no-threshold', alerting('sum(rate({service_name="shop-api"} |= "x" [5m])) > bool 1'), alerting('sum(rate({service_name="shop-api"} |= "x" [5m]) > 1)')],
    ['logql/count-zero', alerting('sum(rate({service_name="shop-api"} |= "x" [5m])) < 0.5'), alerting('(sum(rate({service_name="shop-api"} |= "x" [5m])) or vector(0)) < 0.5')],
    ['logql/count-zero', alerting('count_over_time({service_name="shop-api"} |= "x" [5m]) < 1'), alerting('count_over_time({service_name="shop-api"} |= "x" [5m]) > 1')],
    ['logql/unaggregated', logPanel('topk(5, rate({service_name="shop-worker"} | logfmt [$__auto]))'), logPanel('rate({service_name="shop-worker"} | logfmt level [$__auto])')],
    ['logql/unaggregated', logPanel('rate({service_name="shop-worker"} | logfmt [$__auto])'), logPanel('rate({service_name="shop-worker"} | logfmt | keep level [$__auto])')],
    ['logql/high-cardinality', logPanel('count_over_time({session_id="x"}[$__auto])'), logPanel('count(sum by (trace_id) (count_over_time({service_name="shop-api"}[$__auto])))')],
    ['logql/range-gap', rules('- record: shop:errors:rate10s\n  expr: sum(rate({service_name="shop-api"} |= "x" [10s]))'), rules('- record: shop:errors:rate1m\n  expr: sum(rate({service_name="shop-api"} |= "x" [1m]))')],
    ['logql/wide-range', alerting('sum(count_over_time({service_name="shop-api"} |= "x" [7d])) > 10'), alerting('sum(count_over_time({service_name="shop-api"} |= "x" [12h])) > 10')],
    ['logql/unknown-grouping', alerting('sum by (env) (sum by (route) (rate({service_name="shop-api"} |= "x" | json [5m]))) > 1'), alerting('sum by (env) (sum by (route, env) (rate({service_name="shop-api"} |= "x" | json [5m]))) > 1')],
    ['logql/unknown-grouping', alerting('max_over_time({service_name="shop-api"} |= "x" | json | unwrap duration(took) | __error__="" [5m]) by (zone) > 1'), alerting('max_over_time({service_name="shop-api"} |= "x" | json | unwrap duration(took) | __error__="" [5m]) by (route) > 1')],
    ['logql/never-matched', alerting('sum by (env) (rate({service_name="shop-api"} |= "x" [5m])) > 1 and sum(rate({service_name="shop-api"} |= "x" [5m])) > 1'), alerting('sum by (env) (rate({service_name="shop-api"} |= "x" [5m])) > 1 and on () sum(rate({service_name="shop-api"} |= "x" [5m])) > 1')],
    ['logql/quantile', logPanel('quantile_over_time(1.5, {service_name="shop-api"} | json | unwrap took | __error__="" [$__auto]) by (env)'), logPanel('quantile_over_time(1, {service_name="shop-api"} | json | unwrap took | __error__="" [$__auto]) by (env)')],
  ])('%s', (check, bad, good) => {
    expect(checksIn(linted(bad))).toContain(check);
    expect(checksIn(linted(good))).not.toContain(check);
  });
});

describe('without a catalog', () => {
  test.each([
    ['logql/never-matched', alerting('sum by (env) (rate({app="x"} |= "y" [5m])) / sum(rate({app="x"} |= "z" [5m])) > 1')],
    ['logql/contradiction', lines('{app="x"} |= "error" != "err"')],
    ['logql/unwrap-errors', alerting('sum(sum_over_time({app="x"} |= "y" | json | unwrap size [5m])) > 5')],
    ['logql/parser-errors', logPanel('sum by (route) (rate({app="x"} | json [$__auto]))')],
  ])('%s is found all the same', (check, example) => {
    expect(checksIn(linted(example, { isWithCatalog: false }))).toContain(check);
  });

  test('nothing is said of labels that nobody declared', () => {
    expect(checksIn(linted(lines('{app="x", pod=~"a.+"} | json | whatever="y" | took > 5s'), { isWithCatalog: false }))).toEqual([]);
  });
});

describe('a rule file', () => {
  const ambiguous = alerting('sum(rate({app="x"}[5m])) > 5');

  test("is Loki's when an expression is LogQL and no PromQL", () => {
    const text = `${ambiguous.text}      - alert: Other\n        expr: sum(rate({app="x"} |= "y" [5m]))\n`;
    const problems = linted({ ...ambiguous, text }, { isWithCatalog: false }).problems;
    expect(problems.filter(({ check, severity }) => check === 'logql/no-threshold' && severity === 'error')).toHaveLength(1);
    expect(problems.filter(({ check }) => check.startsWith('promql/') || check.startsWith('selector/'))).toEqual([]);
  });

  test("is Prometheus' when every expression could be either, unless told otherwise", () => {
    expect(checksIn(linted(ambiguous, { isWithCatalog: false }))).toContain('selector/no-name');
    expect(checksIn(linted(ambiguous, { isWithCatalog: false, ruleLanguage: 'logql' }))).toEqual([]);
    expect(checksIn(linted(alerting('vector(1) > 0'), { isWithCatalog: false }))).not.toContain('logql/no-threshold');
  });

  test('with broken LogQL gets its diagnostic, at its place', () => {
    const [problem] = linted(alerting('sum(rate({app="x"} |= y [5m])) > 5')).problems;
    expect(problem).toMatchObject({ check: 'logql/syntax', place: { file: 'rules.yaml', line: 6 } });
    expect(problem?.message).toContain('a text in quotes is expected');
  });

  test('with broken PromQL keeps its own', () => {
    expect(checksIn(linted(alerting('sum(rate(up[5m]) > 5')))).toContain('promql/syntax');
  });

  test('records series that rules of Prometheus may read', () => {
    const recording = rules('- record: shop:failures:rate5m\n  expr: sum by (env) (rate({service_name="shop-api"} |= "x" [5m]))');
    const reading = alerting('shop:failures:rate5m{env="production"} > 1');
    const result = lint({ catalog: { file: 'catalog.yaml', content: recording.catalog }, sources: [{ file: 'loki.yaml', content: recording.text }, { file: 'prometheus.yaml', content: reading.text }] });
    expect(result.problems).toEqual([]);
  });
});

describe('a dashboard', () => {
  test('takes queries of a Loki data source with its variables', () => {
    expect(checksIn(linted(logPanel('sum by ($group) (rate({service_name=~"$svc"} |~ "$search" | json | __error__="" [$__interval]))'))).filter((check) => check !== 'dashboard/unknown-variable')).toEqual([]);
  });

  test('shows where a query breaks', () => {
    const [problem] = linted(lines('{service_name="shop-api"} | jsn')).problems;
    expect(problem).toMatchObject({ check: 'logql/syntax', severity: 'error', place: { file: 'dashboard.json', subject: 'panel Example' } });
  });
});
