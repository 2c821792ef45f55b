import { minutes } from '../lib/core/duration';
import { percent, perSecond } from '../lib/core/quantity';
import type { Dashboard } from '../lib/dashboard/model';
import { dashboard } from '../lib/dashboard/dashboard';
import { timeSeries } from '../lib/dashboard/panel/time-series';
import { query } from '../lib/dashboard/query';
import { row } from '../lib/dashboard/row';
import { counter } from '../lib/metric/metric';
import type { Counter } from '../lib/metric/metric';
import type { LabelSpec } from '../lib/metric/declaration';
import { sum } from '../lib/promql/aggregate';
import { rate, ratio } from '../lib/promql/functions';
import { alert } from '../lib/rule/alert';
import { group } from '../lib/rule/group';
import { grows } from '../lib/rule/scenario/input';
import type { System } from '../lib/rule/system';

const alertsPerSystem = 100;
const panelsPerDashboard = 25;
const panelsPerRow = 5;

const labels = { code: ['200', '404', '500', '503'], handler: { expected: 20 } } as const satisfies LabelSpec;

type Requests = Counter<'requests', typeof labels, string>;

interface GeneratedSystem extends System {
  readonly requests: readonly Requests[];
}

/** Systems of a hundred alerts each, every alert over a metric of its own. */
export function generatedSystems(alerts: number): readonly GeneratedSystem[] {
  return Array.from({ length: Math.ceil(alerts / alertsPerSystem) }, (_, index) => generatedSystem(`generated-${String(index)}`, Math.min(alertsPerSystem, alerts - index * alertsPerSystem)));
}

function generatedSystem(name: string, alerts: number): GeneratedSystem {
  const prefix = name.replaceAll('-', '_');
  const requests = Array.from({ length: alerts }, (_, index): Requests => counter(`${prefix}_part_${String(index)}_requests_total`, { help: 'Requests.', unit: 'requests', labels, jobs: [name] }));
  return { name, title: name, metrics: requests, requests, groups: [group(name, { rules: requests.map((metric, index) => generatedAlert(name, index, metric)) })] };
}

function errorRatio(requests: Requests): ReturnType<typeof ratio<'gauge', 'requests/s', 'handler', 'gauge', 'requests/s', 'handler'>> {
  return ratio(sum(rate(requests.where({ code: /5../ }), minutes(5))).by('handler'), sum(rate(requests, minutes(5))).by('handler'));
}

function generatedAlert(system: string, index: number, requests: Requests): ReturnType<typeof alert> {
  const traffic = (bad: number): ReturnType<typeof grows> => grows(requests, { code: '500', handler: '/' }, perSecond(bad, 'requests'));
  return alert(`Part${String(index)}FailsIn${system.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^\w/, (letter) => letter.toUpperCase())}`, {
    when: errorRatio(requests).above(percent(5)).given(sum(rate(requests, minutes(5))).by('handler').above(perSecond(0.1, 'requests'))),
    for: minutes(5),
    severity: 'warning',
    kind: 'symptom',
    team: 'platform',
    labels: { service: system },
    summary: 'A part of the system answers with errors.',
    description: ({ labels: { handler }, value }) => `${handler} fails for ${value} of the requests.`,
    runbook: 'generated/part-fails',
    fires: { given: [traffic(1)], at: minutes(10), alerts: [{ labels: { handler: '/' }, description: '/ fails for 100% of the requests.' }] },
    silent: { given: [traffic(0)], at: minutes(10) },
  });
}

/** As many panels as there are alerts, each over the same expression as its alert. */
export function generatedDashboards(systems: readonly GeneratedSystem[]): readonly Dashboard[] {
  return systems.flatMap(({ name, requests }) =>
    chunks(requests, panelsPerDashboard).map((part, index) =>
      dashboard(`${name}-${String(index)}`, {
        title: `${name} ${String(index)}`,
        folder: name,
        description: 'Generated.',
        rows: nonEmpty(chunks(part, panelsPerRow).map((metrics, rowIndex) => row(`Row ${String(rowIndex)}`, nonEmpty(metrics.map(panel))))),
      }),
    ),
  );
}

function panel(metric: Requests): ReturnType<typeof timeSeries> {
  return timeSeries(metric.seriesName, { description: 'Share of failed requests.', queries: [query(errorRatio(metric), ({ labels: { handler } }) => handler)] });
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function nonEmpty<T>(items: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = items;
  if (first === undefined) throw new Error('nothing was generated');
  return [first, ...rest];
}
