import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { days, minutes, parseDuration } from '../lib/core/duration';
import type { AnyRecording } from '../lib/check/dashboard/panel-check';
import type { Dashboard } from '../lib/dashboard/model';
import { queriesOf } from '../lib/dashboard/panel/panel';
import { madeByPrometheus } from '../lib/metric/exporters/alert-state';
import type { Node } from '../lib/promql/node';
import { isCalculated, selectors, walk } from '../lib/promql/node';
import { print } from '../lib/promql/print';
import { recordingsOf } from '../lib/rule/group';
import { systems } from '../rules/index';
import { eventually, freePort, get, start } from '../test/component/running-program';
import { askingPanels, filledIn, stepOf } from '../test/dashboard/asked';
import type { SampleRun } from '../tools/sample-data/filled-prometheus';
import { fillPrometheus } from '../tools/sample-data/filled-prometheus';
import { firingAlerts } from '../tools/sample-data/firing-alerts';
import { measuredQuery } from '../tools/sample-data/measured-query';
import type { SampleSeries } from '../tools/sample-data/series';
import { Recorded } from './recorded';
import { scaledSeries } from './scaled-series';

/** What it costs a real Prometheus to open a dashboard, folded rows included. */
export interface DashboardCost {
  readonly uid: string;
  readonly panels: number;
  readonly queries: number;
  /** Series in Prometheus. */
  readonly series: number;
  /** Samples that were read. */
  readonly samples: number;
  readonly milliseconds: number;
  /** The panel that takes most of the time. */
  readonly dearest: { readonly title: string; readonly milliseconds: number };
  /** One point of every query that reads what a rule has recorded. */
  readonly recorded: RecordedCost | undefined;
}

export interface RecordedCost {
  readonly queries: number;
  readonly withRules: PointCost;
  readonly withoutRules: PointCost;
}

interface PointCost {
  readonly samples: number;
  readonly milliseconds: number;
}

const now = Date.UTC(2026, 0, 1, 12) / 1000;
const recorded = new Recorded(systems.flatMap(({ groups }) => recordingsOf(groups)));

/** Opens a dashboard over `count` series of every metric that it reads, or that the rules read whose series it shows. */
export async function dashboardCost(dashboard: Dashboard, count: number): Promise<DashboardCost> {
  const expressions = dashboard.rows.flatMap(({ panels }) => panels.flatMap(queriesOf)).map(({ expression }) => expression);
  const rules = recorded.allBehind(expressions);
  const scraped = scrapedSeries([...expressions, ...rules.map(({ expression }) => expression)], count);
  const series = [...scraped, ...(await recordedSeries(rules, scraped)), ...firingAlerts(systems, now - 3600)];
  return withPrometheus({ series, ...timesOf(dashboard, [...expressions, ...rules.map(({ expression }) => expression)]) }, async (url) => ({
    ...(await opened(url, dashboard)),
    series: series.length,
    recorded: await recordedCost(url, expressions.filter((expression) => recorded.readBy(expression).length > 0)),
  }));
}

/** The series of the metrics behind the expressions that Prometheus scrapes. */
function scrapedSeries(expressions: readonly Node[], count: number): readonly SampleSeries[] {
  const declarations = new Set(expressions.flatMap((expression) => selectors(expression).flatMap(({ declaration }) => declaration ?? [])));
  return [...declarations].filter(({ name }) => !madeByPrometheus.has(name) && !recorded.has(name)).flatMap((declaration) => scaledSeries(declaration, count));
}

/** What the rules record of the series, standing still. A rule has its turn when what it reads is there. */
async function recordedSeries(rules: readonly AnyRecording[], scraped: readonly SampleSeries[]): Promise<readonly SampleSeries[]> {
  const values: SampleSeries[] = [];
  for (let pending = rules; pending.length > 0; ) {
    const found = await withPrometheus({ series: [...scraped, ...values], over: minutes(65), every: minutes(1) }, (url) => Promise.all(pending.map(async (rule) => ({ rule, values: await valuesOf(url, rule) }))));
    const silent = found.filter((one) => one.values.length === 0).map(({ rule }) => rule);
    if (silent.length === pending.length) throw new Error(`nothing is recorded by ${silent.map(({ name }) => name).join(', ')}`);
    values.push(...found.flatMap((one) => one.values));
    pending = silent;
  }
  return values;
}

async function valuesOf(url: string, { name, expression, fixedLabels }: AnyRecording): Promise<readonly SampleSeries[]> {
  const { series } = await measuredQuery(url, { query: print(expression), at: now });
  return series.map(({ labels, value }) => ({ name, labels: { ...labels, ...fixedLabels }, from: value, step: 0 }));
}

/** The dashboard's range and what its longest window looks back before it; samples so close that every window holds two. */
function timesOf({ range }: Dashboard, expressions: readonly Node[]): Omit<SampleRun, 'series'> {
  const lookBacks = expressions.flatMap((expression) => [...walk(expression)].flatMap(lookBackOf));
  const over = minutes((range.value + Math.max(0, ...lookBacks)) / 60 + 5);
  // A sample counts for five minutes. Source: https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness
  const shortest = Math.min(minutes(8).value, ...lookBacks.filter((seconds) => seconds > 0));
  return { over, every: minutes(over.value > days(2).value ? Math.floor(shortest / 120) : 1) };
}

/** In seconds. */
function lookBackOf(node: Node): readonly number[] {
  const back = node.kind === 'range' || node.kind === 'subquery' ? node.range : node.kind === 'selector' ? node.offset : undefined;
  return back === undefined || isCalculated(back) ? [] : [back.value];
}

async function withPrometheus<Result>(run: SampleRun, use: (url: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'belfry-bench-'));
  try {
    const address = `127.0.0.1:${String(await freePort())}`;
    const args = await fillPrometheus(folder, [run], now);
    const prometheus = await start('prometheus', [...args, '--query.timeout=10m', '--query.max-samples=500000000', `--web.listen-address=${address}`]);
    try {
      await eventually('an answer of Prometheus', () => get(`http://${address}/-/ready`), [prometheus]);
      return await use(`http://${address}`);
    } finally {
      await prometheus.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function opened(url: string, dashboard: Dashboard): Promise<Pick<DashboardCost, 'uid' | 'panels' | 'queries' | 'samples' | 'milliseconds' | 'dearest'>> {
  const natural = stepOf(dashboard);
  const panels: { readonly title: string; readonly queries: number; readonly samples: number; readonly milliseconds: number }[] = [];
  for (const { title, json, targets } of askingPanels(dashboard)) {
    const least = parseDuration(json.interval ?? '');
    const step = least !== undefined && least.value > natural.value ? least : natural;
    const asked = targets.flatMap((target) => ('expr' in target && target.datasource?.uid === 'prometheus' ? [target] : []));
    const costs = [];
    for (const target of asked) {
      costs.push(await measuredQuery(url, { query: filledIn(target.expr, step), at: now, ...('range' in target && target.range ? { range: { back: dashboard.range, step } } : {}) }));
    }
    if (costs.length > 0) panels.push({ title, queries: costs.length, samples: total(costs.map(({ samples }) => samples)), milliseconds: total(costs.map(({ seconds }) => seconds)) * 1000 });
  }
  const [dearest] = [...panels].sort((a, b) => b.milliseconds - a.milliseconds);
  if (dearest === undefined) throw new Error(`${dashboard.uid} asks nothing of Prometheus`);
  return { uid: dashboard.uid, panels: panels.length, queries: total(panels.map(({ queries }) => queries)), samples: total(panels.map(({ samples }) => samples)), milliseconds: total(panels.map(({ milliseconds }) => milliseconds)), dearest };
}

async function recordedCost(url: string, expressions: readonly Node[]): Promise<RecordedCost | undefined> {
  if (expressions.length === 0) return undefined;
  return {
    queries: expressions.length,
    withRules: await pointCost(url, expressions.map((expression) => print(expression))),
    withoutRules: await pointCost(url, expressions.map((expression) => recorded.withoutRules(expression))),
  };
}

async function pointCost(url: string, queries: readonly string[]): Promise<PointCost> {
  const costs = [];
  for (const query of queries) costs.push(await measuredQuery(url, { query, at: now }));
  return { samples: total(costs.map(({ samples }) => samples)), milliseconds: total(costs.map(({ seconds }) => seconds)) * 1000 };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
