import type { Example } from '../../lib/check/example/example';
import { alerting, alertText, recording, ruleFile, rules } from '../../lib/check/example/example';

/**
 * What pint reports, by its own list of checks, and what of Belfry finds the same in the same text.
 * Source: https://github.com/cloudflare/pint/tree/main/docs/checks
 */

/** A mistake of a kind that pint reports. */
export interface Mistake {
  readonly pint: string;
  /** In a few words. */
  readonly what: string;
  readonly text: Example;
  readonly check: string;
}

/** What pint looks up in a running server, in a repository or in its own configuration, and where the same is to be had. */
export interface Elsewhere {
  readonly pint: string;
  readonly instead: string;
}

const depth = 'max by (queue) (queue_depth)';
const requests = 'sum(rate(http_requests_total[5m]))';
const described = (description: string): Example => alerting(`${depth} > 100`, { description });
const recorded = '- record: queue:queue_depth:max\n  expr: max by (queue) (queue_depth)';

export const mistakes: readonly Mistake[] = [
  { pint: 'alerts/absent', what: '`absent()` without `for`', text: alerting('absent(queue_depth{queue="mail"})', { for: '' }), check: 'absence/impatient' },
  { pint: 'alerts/annotation', what: 'an annotation that is missing', text: rules(alertText(`${depth} > 100`).replace(/ {4}runbook_url.*/, '')), check: 'alert/no-runbook' },
  { pint: 'alerts/comparison', what: 'an alert that compares nothing', text: alerting(depth), check: 'condition/missing' },
  { pint: 'alerts/for', what: 'a `for` that is no duration', text: alerting(`${depth} > 100`, { for: '5minutes' }), check: 'rule-file/duration' },
  { pint: 'alerts/template', what: 'a template that cannot be read', text: described('{{ $labels.queue } is long.'), check: 'template/syntax' },
  { pint: 'alerts/template', what: 'a label that the query does not keep', text: described('{{ $labels.instance }} has a long queue.'), check: 'template/unknown-label' },
  { pint: 'alerts/template', what: 'the value in a label', text: alerting(`${depth} > 100`, { labels: 'severity: warning\nteam: shop\ndepth: "{{ $value }}"' }), check: 'label/value-in-label' },
  { pint: 'alerts/template', what: 'a rate that is not made readable', text: alerting(`${requests} > 100`, { description: '{{ $value }} requests per second.' }), check: 'template/unformatted' },
  { pint: 'alerts/template', what: 'a `query` in a text that cannot be parsed', text: described('{{ with query "sum(up" }}{{ . | first | value }}{{ end }} are up.'), check: 'template/query' },
  { pint: 'alerts/template', what: 'a label that a `query` in a text does not yield', text: described('{{ with query "sum(up)" }}{{ . | first | label "job" }}{{ end }} is up.'), check: 'template/query' },
  { pint: 'group/interval', what: 'a group that is evaluated more rarely than every five minutes', text: ruleFile(`groups:\n  - name: example\n    interval: 10m\n    rules:\n      - record: queue:queue_depth:max\n        expr: max by (queue) (queue_depth)\n`), check: 'group/interval' },
  { pint: 'pint/comment', what: 'a comment that switches nothing off', text: rules(`# belfry disable record/nmae: on purpose\n${recorded}`), check: 'switch/unused' },
  { pint: 'promql/aggregate', what: 'a label that the name of a recording promises and the rule strips', text: recording('job:queue_depth:max', depth), check: 'record/level' },
  { pint: 'promql/counter', what: 'the value of a counter compared', text: alerting('http_requests_total > 100'), check: 'counter/raw-compared' },
  { pint: 'promql/features', what: 'a function that a feature flag guards', text: alerting('mad_over_time(queue_depth[5m]) > 100'), check: 'promql/syntax' },
  { pint: 'promql/features', what: 'an aggregation that a feature flag guards', text: alerting('limitk(1, queue_depth) > 100'), check: 'promql/syntax' },
  { pint: 'promql/fragile', what: '`topk()` in an alert', text: alerting(`topk(3, ${depth} > 100)`), check: 'aggregate/top-series' },
  { pint: 'promql/fragile', what: 'sums of two jobs divided, without `for`', text: alerting('sum(process_resident_memory_bytes{job="api"}) / sum(redis_memory_max_bytes{job="redis"}) > 0.1', { for: '' }), check: 'alert/no-wait' },
  { pint: 'promql/impossible', what: '`unless` with a side that has no labels', text: alerting(`${depth} > 100 unless sum(up)`), check: 'match/never' },
  { pint: 'promql/impossible', what: 'a grouping by a label that is gone', text: recording('queue:jobs:rate5m', 'sum by (queue) (sum(rate(jobs_finished_total[5m])))'), check: 'label/unknown-grouping' },
  { pint: 'promql/impossible', what: 'a join on a label that is gone', text: recording('queue:jobs:ratio5m', 'sum(rate(jobs_failed_total[5m])) / on (queue) sum(rate(jobs_finished_total[5m]))'), check: 'match/unknown-label' },
  { pint: 'promql/impossible', what: 'labels taken over by the side that is thrown away', text: alerting('http_active_connections > 100 and on (instance) (up == 1) * on (instance) group_left (version) worker_info'), check: 'match/lost-include' },
  { pint: 'promql/nan', what: 'a quotient inside of a sum', text: recording('job:errors:ratio5m', 'sum by (job) (rate(http_requests_total{code="500"}[5m]) / ignoring (code) rate(http_requests_total{code="200"}[5m]))'), check: 'aggregate/poisoned' },
  { pint: 'promql/offset', what: 'an `offset` beyond what is kept', text: recording('queue:queue_depth:max_month_ago', 'max by (queue) (queue_depth offset 30d)'), check: 'range/beyond-retention' },
  { pint: 'promql/performance', what: 'a part that is recorded already', text: rules(`${recorded}\n${alertText(`max(${depth}) > 100`)}`), check: 'record/computed-again' },
  { pint: 'promql/range_query', what: 'a range longer than what is kept', text: recording('queue:queue_depth:max40d', 'max by (queue) (max_over_time(queue_depth[40d]))'), check: 'range/beyond-retention' },
  { pint: 'promql/rate', what: 'a range that holds fewer than two samples', text: recording('job:http_requests:rate20s', 'sum by (job) (rate(http_requests_total[20s]))'), check: 'range/too-short' },
  { pint: 'promql/rate', what: '`rate()` of a gauge', text: recording('queue:queue_depth:rate5m', 'max by (queue) (rate(queue_depth[5m]))'), check: 'counter/rate-of-gauge' },
  { pint: 'promql/rate', what: '`rate()` of a recorded sum', text: rules('- record: job:http_requests:sum\n  expr: sum by (job) (http_requests_total)\n- record: job:http_requests:rate5m\n  expr: rate(job:http_requests:sum[5m])'), check: 'counter/rate-of-sum' },
  { pint: 'promql/regexp', what: 'a regular expression that is none', text: alerting('max(queue_depth{queue=~"mail"}) > 100'), check: 'selector/needless-regexp' },
  { pint: 'promql/regexp', what: 'anchors that say nothing', text: alerting('max(queue_depth{queue=~"^(mail|video)$"}) > 100'), check: 'selector/needless-regexp' },
  { pint: 'promql/regexp', what: 'a part looked for in the middle of a job', text: alerting('up{job=~"shop_.+_production"} == 0'), check: 'selector/packed-value' },
  { pint: 'promql/regexp', what: 'a regular expression that cannot be read', text: alerting('max(queue_depth{queue=~"mail("}) > 100'), check: 'promql/syntax' },
  { pint: 'promql/selector', what: 'a metric of several jobs without a job', text: alerting('process_resident_memory_bytes > 512 * 1024 * 1024'), check: 'selector/unscoped' },
  { pint: 'promql/series', what: 'a metric that nothing exports or records', text: alerting('max(queue_dept) > 100'), check: 'selector/unknown-metric' },
  { pint: 'promql/series', what: 'a label that the metric does not have', text: alerting('max(queue_depth{que="mail"}) > 100'), check: 'selector/unknown-label' },
  { pint: 'promql/series', what: 'a value that the label never has', text: alerting('max(queue_depth{queue="mial"}) > 100'), check: 'selector/unknown-value' },
  { pint: 'promql/syntax', what: 'a query that cannot be parsed', text: alerting('sum(queue_depth > 100'), check: 'promql/syntax' },
  { pint: 'promql/vector_matching', what: 'two sides with different labels', text: recording('queue:queue_depth:ratio', `queue_depth / ${depth}`), check: 'match/never' },
  { pint: 'rule/dependency', what: 'a recording that others read and that is gone', text: alerting('queue:queue_depth:max > 100'), check: 'selector/unknown-metric' },
  { pint: 'rule/dependency', what: 'a recording that reads one of another group', text: ruleFile(`groups:\n  - name: one\n    rules:\n      - record: queue:queue_depth:max\n        expr: ${depth}\n  - name: two\n    rules:\n      - record: all:queue_depth:sum\n        expr: sum(queue:queue_depth:max)\n`), check: 'record/other-group' },
  { pint: 'rule/duplicate', what: 'one recording twice', text: rules(`${recorded}\n${recorded}`), check: 'record/duplicate' },
  { pint: 'rule/for', what: 'a `for` shorter than two evaluations', text: alerting(`${depth} > 100`, { for: '5s' }), check: 'alert/short-wait' },
  { pint: 'rule/label', what: 'an alert without a severity', text: alerting(`${depth} > 100`, { labels: 'team: shop' }), check: 'alert/no-severity' },
  { pint: 'rule/label', what: 'a severity outside the vocabulary', text: alerting(`${depth} > 100`, { labels: 'severity: urgent\nteam: shop' }), check: 'alert/severity' },
  { pint: 'rule/name', what: 'a recording whose name breaks the convention', text: recording('QueueDepth', depth), check: 'record/name' },
  { pint: 'rule/owner', what: 'an alert that belongs to nobody', text: alerting(`${depth} > 100`, { labels: 'severity: warning' }), check: 'alert/no-owner' },
  { pint: 'yaml/parse', what: 'a file that is no YAML', text: ruleFile('groups:\n  - name: [shop\n'), check: 'yaml/syntax' },
  { pint: 'yaml/parse', what: 'a key that stands twice', text: rules(`${recorded}\n  expr: max(queue_depth)`), check: 'yaml/duplicate-key' },
  { pint: 'yaml/parse', what: 'a field that rules do not have', text: rules('- record: queue:queue_depth:max\n  exprr: max by (queue) (queue_depth)'), check: 'rule-file/field' },
];

export const elsewhere: readonly Elsewhere[] = [
  { pint: 'alerts/count', instead: 'it counts in a running server how often an alert would have fired: `npm test` runs the scenarios of each alert through Prometheus instead' },
  { pint: 'alerts/external_labels', instead: 'it reads the configuration of a running server: typed descriptions know the labels of their expression only' },
  { pint: 'labels/conflict', instead: 'it reads the configuration of a running server: the external labels of the stack are its cluster and its replica, which no rule sets' },
  { pint: 'query/cost', instead: 'it asks a running server for series and samples: `npm run bench` measures the samples that an evaluation of all rules reads' },
  { pint: 'rule/link', instead: 'it requests the address of each link: runbooks are files, and a test follows their links' },
  { pint: 'rule/reject', instead: 'it refuses texts by patterns of its configuration: what alerts may be called and say is typed' },
  { pint: 'rule/report', instead: 'it reports every rule that its configuration names, without a mistake' },
  { pint: 'ignore/file', instead: 'it says that a file was left out: Belfry leaves no file out' },
];
