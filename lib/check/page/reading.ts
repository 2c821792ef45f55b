import type { Severity } from '../../core/problem';
import { exampleCatalog } from '../example/catalog';
import type { Example } from '../example/example';
import { alerting, dashboardFile, ruleFile, rules } from '../example/example';

/** What is said of a file before any check looks at it: it cannot be read, or Prometheus or Grafana would refuse it. */
export interface ReadingMistake {
  readonly id: `${string}/${string}`;
  readonly severity: Severity;
  readonly title: string;
  readonly rationale: string;
  readonly bad: Example;
  readonly good: Example;
}

const sound = alerting('http_active_connections > 100');
const withComment = (comment: string): Example => rules(`# belfry disable ${comment}\n- record: job:http_requests:rate15m\n  expr: http_active_connections`);
const recorded = (lines: string): Example => rules(`- record: job:http_requests:rate15m\n  expr: sum by (job) (rate(http_requests_total[15m]))${lines}`);
const dashboard = (panels: string): Example => dashboardFile(`{\n  "uid": "shop",\n  "title": "Shop",${panels}\n}\n`);

/** In the order in which a file is read. */
export const readingMistakes: readonly ReadingMistake[] = [
  {
    id: 'file/unknown-kind',
    severity: 'error',
    title: 'a file that is neither rules nor a dashboard',
    rationale: 'Only rule files, PrometheusRule objects and Grafana dashboards hold queries that can be checked. An empty file is none of them.',
    bad: ruleFile('shop:\n  connections: 100\n'),
    good: sound,
  },
  {
    id: 'yaml/syntax',
    severity: 'error',
    title: 'a file that is no YAML',
    rationale: 'Prometheus refuses the whole file, and with it every rule, and goes on with the rules that it had before.',
    bad: ruleFile('groups:\n  - name: shop\n   rules: []\n'),
    good: ruleFile('groups:\n  - name: shop\n    rules: []\n'),
  },
  {
    id: 'json/syntax',
    severity: 'error',
    title: 'a dashboard that is no JSON',
    rationale: 'Grafana skips a file that it cannot parse, and tells its log alone. JSON has neither comments nor trailing commas.',
    bad: dashboard(' // one panel\n  "panels": []'),
    good: dashboard('\n  "panels": []'),
  },
  {
    id: 'rule-file/form',
    severity: 'error',
    title: 'a rule that lacks what makes it one',
    rationale: 'A group has a name and a list of rules, a rule has a name and an expression. Prometheus refuses a file in which one of them is missing.',
    bad: rules('- alert: ManyConnections\n  for: 5m'),
    good: sound,
  },
  {
    id: 'rule-file/field',
    severity: 'error',
    title: 'a field that rules do not have',
    rationale: 'Prometheus refuses a file with a field that it does not know; most are misspelt.',
    bad: recorded('\n  label: {team: shop}'),
    good: recorded('\n  labels: {team: shop}'),
  },
  {
    id: 'rule-file/duration',
    severity: 'error',
    title: 'a text where a duration belongs',
    rationale: 'Durations are whole numbers with units, the largest first: 30s, 5m, 1h30m.',
    bad: alerting('http_active_connections > 100', { for: '5 min' }),
    good: sound,
  },
  {
    id: 'promql/syntax',
    severity: 'error',
    title: 'an expression that is no PromQL',
    rationale: 'Prometheus refuses the whole file. The other rules of the file are checked all the same.',
    bad: alerting('sum(rate(http_requests_total[5m]) > 10'),
    good: alerting('sum(rate(http_requests_total[5m])) > 10'),
  },
  {
    id: 'logql/syntax',
    severity: 'error',
    title: 'a query of logs that is no LogQL',
    rationale: "Loki's ruler refuses the whole file, and a panel shows an error. What Loki takes when it reads a query and refuses when it runs it is found here as well: expressions, patterns, templates, addresses.",
    bad: alerting('sum(rate({service_name="shop-api"} |= payment [5m])) > 10'),
    good: alerting('sum(rate({service_name="shop-api"} |= "payment" [5m])) > 10'),
  },
  {
    id: 'logql/unsafe',
    severity: 'error',
    title: 'a query that Loki takes and nobody can mean',
    rationale: 'Loki passes over a word that has no meaning where it stands, or takes a number that it cannot hold for 0, without a word.',
    bad: alerting('sum(rate({service_name="shop-api"} |= "payment" [5m])) + bool 1 > 10'),
    good: alerting('sum(rate({service_name="shop-api"} |= "payment" [5m])) + 1 > 10'),
  },
  {
    id: 'catalog/field',
    severity: 'warning',
    title: 'a field that a catalog does not have',
    rationale: 'What the catalog says in a misspelt field would be ignored, and the checks would know less than its author believes.',
    bad: { ...sound, catalog: exampleCatalog.replace('    lowIsBad: true', '    lowIsBetter: true') },
    good: sound,
  },
  {
    id: 'catalog/value',
    severity: 'error',
    title: 'a value in the catalog that cannot be',
    rationale: 'Bounds of buckets rise, ranges are not empty, and names are names of metrics. Checks on top of anything else would be wrong.',
    bad: { ...sound, catalog: exampleCatalog.replace('[0.1, 0.5, 1, 5]', '[0.1, 1, 0.5, 5]') },
    good: sound,
  },
  {
    id: 'switch/no-reason',
    severity: 'warning',
    title: 'a check that is switched off without a reason',
    rationale: 'Whoever reads the rule a year later cannot tell whether the reason still holds. Until one is given the check stays on.',
    bad: withComment('record/level'),
    good: sound,
  },
  {
    id: 'switch/unused',
    severity: 'warning',
    title: 'a check that is switched off where it finds nothing',
    rationale: 'The mistake is mended, or the check is misspelt. Left standing, the comment hides the next mistake of its kind.',
    bad: withComment('histogram/no-rate: the whole life of the process is wanted'),
    good: sound,
  },
];
