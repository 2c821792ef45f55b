import type { Duration } from '../core/duration';
import { minutes, seconds } from '../core/duration';
import { mistake } from '../core/problem';
import type { Unit } from '../core/unit';
import type { MetricDeclaration } from '../metric/declaration';
import { matcherTest } from '../metric/series';
import type { Node, SelectorNode } from '../promql/node';
import { selectors } from '../promql/node';
import { Condition } from '../promql/vector';
import type { Alert } from './alert';
import { alert } from './alert';
import { callOf, chained } from './condition/expression';
import type { InputSeries } from './scenario/input';
import type { ExpectedAlert } from './scenario/scenario';
import type { SeverityName } from './severity';

export interface AbsenceOptions<Name extends string> {
  readonly name: Name;
  /** @default ten minutes: longer than a roll-out */
  readonly for?: Duration;
  /** @default warning */
  readonly severity?: SeverityName;
  readonly runbook: string;
}

/**
 * The alert that watches over another: it fires when a metric is gone without which the other can never fire.
 *
 *     absenceOf(highErrorRate, { name: 'HighErrorRateBlind', runbook: 'canvascast/high-error-rate-blind' })
 *     // absent(http_requests_total{job="canvascast-api"})
 *
 * Only the scope to the job is kept: that there are no failed requests is no absence. A metric whose series are born by
 * their first event proves nothing by its absence; there the target of its job is watched instead. Team, dashboard and
 * labels are those of the alert. The scenarios follow from the expression.
 *
 * @throws BelfryError when every metric of the alert is a recorded one, or Prometheus' own
 */
export function absenceOf<const Name extends string>(watched: Alert, options: AbsenceOptions<Name>): Alert<Name> {
  const watch = watchedSelectors(watched.expression);
  const [first, ...others] = watch;
  if (first === undefined) {
    throw mistake({ check: 'alert/nothing-to-miss', message: `${watched.name} reads no metric that a job exports`, place: { subject: `alert ${options.name}` }, why: 'what nobody scrapes cannot go missing', fix: 'derive the absence alert from the alert that reads the metric itself' });
  }
  const names = [...new Set(watch.map(({ name = '' }) => name))].join(', ');
  const waits = options.for ?? minutes(10);
  /** Two evaluations later than necessary, at the usual thirty seconds. */
  const after = seconds(waits.value + 60);
  const description = `There is no ${names}: ${watched.name} cannot fire.`;
  const expected = distinct(watch.map((selector): ExpectedAlert => ({ labels: pinned(selector), description })));
  const labels = Object.fromEntries(Object.entries(watched.fixedLabels).filter(([label]) => label !== 'severity' && label !== 'team'));
  return alert<Name, Unit, string>(options.name, {
    when: new Condition<Unit, string>(chained('or', [callOf('absent', first), ...others.map((selector) => callOf('absent', selector))])),
    for: waits,
    severity: options.severity ?? 'warning',
    kind: 'meta',
    team: watched.team,
    labels,
    summary: `Nothing tells any more whether ${watched.name} should fire.`,
    description: () => description,
    runbook: options.runbook,
    ...(watched.dashboard === undefined ? {} : { dashboard: watched.dashboard }),
    fires: { name: 'when the series are gone', given: [], notYetAt: seconds(waits.value / 2), at: after, alerts: expected },
    silent: { name: 'while they are there', given: watch.map(present), at: after },
  });
}

/** What has to exist for the expression to yield anything, each metric once, with its scope alone. */
function watchedSelectors(expression: Node): readonly SelectorNode[] {
  const found = new Map<string, SelectorNode>();
  for (const { name = '', matchers, declaration } of selectors(expression)) {
    if (declaration === undefined || declaration.jobs.length === 0) continue;
    const scope = matchers.filter(({ label }) => label === 'job');
    const selector: SelectorNode = declaration.createdOnFirstEvent ? { kind: 'selector', name: 'up', matchers: scope, declaration: upOf(declaration) } : { kind: 'selector', name, matchers: scope, declaration };
    found.set(JSON.stringify([selector.name, scope]), selector);
  }
  return [...found.values()];
}

/** What Prometheus writes about the targets of the jobs that export a metric. */
function upOf({ jobs }: MetricDeclaration): MetricDeclaration {
  return { name: 'up', type: 'gauge', help: 'Whether the last scrape of the target succeeded.', unit: 'ratio', counts: 'ratio', labels: {}, jobs, range: { min: 0, max: 1 }, shared: false, createdOnFirstEvent: false, direction: 'lowIsBad', thirdParty: true };
}

/** `absent` yields the labels that its selector pins. */
function pinned({ matchers }: SelectorNode): Readonly<Record<string, string>> {
  return Object.fromEntries(matchers.filter(({ operator }) => operator === '=').map(({ label, value }) => [label, value]));
}

function present({ name = '', matchers, declaration }: SelectorNode): InputSeries {
  const job = declaration?.jobs.find((candidate) => matchers.every((matcher) => matcherTest(matcher)(candidate))) ?? '';
  return { name, labels: { job, instance: `${job}-0` }, phases: [{ level: 1 }] };
}

function distinct(expected: readonly ExpectedAlert[]): readonly ExpectedAlert[] {
  return [...new Map(expected.map((one) => [JSON.stringify(one.labels), one])).values()];
}
