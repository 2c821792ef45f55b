import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dashboards } from '../../dashboards/index';
import { overview } from '../../dashboards/canvascast/overview';
import type { Data } from '../../lib/core/yaml';
import { toYaml } from '../../lib/core/yaml';
import { dashboardJson } from '../../lib/dashboard/grafana/render';
import type { Dashboard } from '../../lib/dashboard/model';
import { queriesOf } from '../../lib/dashboard/panel/panel';
import type { MetricDeclaration } from '../../lib/metric/declaration';
import { madeByPrometheus } from '../../lib/metric/exporters/alert-state';
import { selectors } from '../../lib/promql/node';
import { alertsOf } from '../../lib/rule/group';
import { systems } from '../../rules/index';
import { runTool } from '../../tools/toolchain';
import type { GivenSeries } from './generated-data';
import { seriesOf } from './generated-data';

interface Asked {
  readonly panel: string;
  readonly expression: string;
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-panels-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the panels ask Prometheus, after Grafana has filled in what the reader chose at first: everything. */
function askedBy(dashboard: Dashboard): Asked[] {
  return dashboardJson(dashboard).panels.flatMap((panel) => {
    const all = panel.type === 'row' ? panel.panels : [panel];
    return all.flatMap(({ title, targets = [] }) =>
      targets.flatMap((target) => ('expr' in target && target.datasource?.uid === 'prometheus' ? [{ panel: title, expression: target.expr.replaceAll(/=~"\$\w+"/g, '=~".*"').replaceAll('$__rate_interval', '1m') }] : [])),
    );
  });
}

function declarationsIn(dashboard: Dashboard): Set<MetricDeclaration> {
  const expressions = dashboard.rows.flatMap(({ panels }) => panels.flatMap(queriesOf)).map(({ expression }) => expression);
  return new Set(expressions.flatMap((expression) => selectors(expression).flatMap(({ declaration }) => (declaration === undefined ? [] : [declaration]))));
}

interface Expected {
  readonly expr: string;
  readonly eval_time: string;
  readonly exp_samples: readonly { readonly labels: string; readonly value: number }[];
}

/** Asks the real Prometheus engine. */
async function ask(name: string, interval: string, given: readonly GivenSeries[], expected: readonly Expected[]): Promise<{ readonly status: number | null; readonly output: string }> {
  const file = join(folder, `${name}.yaml`);
  const document: Data = {
    rule_files: [],
    evaluation_interval: interval,
    tests: [{ interval, input_series: given.map(({ series, values }) => ({ series, values })), promql_expr_test: expected.map(({ expr, eval_time, exp_samples }) => ({ expr, eval_time, exp_samples: exp_samples.map(({ labels, value }) => ({ labels, value })) })) }],
  };
  writeFileSync(file, toYaml(document));
  const { status, stdout, stderr } = await runTool('promtool', ['test', 'rules', file]);
  return { status, output: `${stdout}${stderr}` };
}

const passed = { status: 0, output: expect.stringContaining('SUCCESS') };

/** A minute apart, for a day and an hour: the longest window of a panel is a day. */
const samples = 25 * 60;

/** No metric of an application: Prometheus writes these while an alert fires. On this day every alert that there is does. */
const firingAlerts: readonly GivenSeries[] = systems
  .flatMap(({ groups }) => alertsOf(groups))
  .flatMap(({ name, fixedLabels }) => {
    const labels = Object.entries({ alertname: name, ...fixedLabels }).map(([label, value]) => `${label}="${value}"`);
    return [
      { series: `ALERTS{${[...labels, 'alertstate="firing"'].join(',')}}`, values: `1x${String(samples)}` },
      { series: `ALERTS_FOR_STATE{${labels.join(',')}}`, values: `3600x${String(samples)}` },
    ];
  });

const firingAlert: readonly GivenSeries[] = [
  { series: 'ALERTS{alertname="HighErrorRate",alertstate="firing",severity="critical",team="canvascast",service="api"}', values: `1x${String(samples)}` },
  { series: 'ALERTS_FOR_STATE{alertname="HighErrorRate",severity="critical",team="canvascast",service="api"}', values: `3600x${String(samples)}` },
];

describe.each(dashboards.map((dashboard) => [dashboard.title, dashboard] as const))('%s', (_title, dashboard) => {
  test('shows something in every panel, from what its metrics look like on a good day', async () => {
    const scraped = [...declarationsIn(dashboard)].filter(({ name }) => !madeByPrometheus.has(name));
    const given = [...scraped.flatMap((declaration) => seriesOf(declaration, samples)), ...firingAlerts];
    const asked = askedBy(dashboard);
    expect(asked.length).toBeGreaterThan(5);
    // absent() is empty exactly when its argument is not.
    const expected = asked.map(({ expression }) => ({ expr: `absent(\n${expression}\n)`, eval_time: '25h', exp_samples: [] }));
    expect(await ask(dashboard.uid, '1m', given, expected)).toEqual(passed);
  }, 120_000);

  test('would be found out if it showed nothing', async () => {
    const [first] = askedBy(dashboard);
    expect(await ask(`${dashboard.uid}-empty`, '1m', [], [{ expr: `absent(\n${first?.expression ?? ''}\n)`, eval_time: '25h', exp_samples: [] }])).toMatchObject({ status: 1 });
  });
});

test('the table of firing alerts says how long each has been firing', async () => {
  const firing = askedBy(overview).find(({ panel }) => panel === 'Firing alerts')?.expression ?? '';
  const since = { labels: '{alertname="HighErrorRate", service="api", severity="critical"}', value: 7200 - 3600 };
  expect(await ask('firing', '1m', firingAlert, [{ expr: firing, eval_time: '2h', exp_samples: [since] }])).toEqual(passed);
});

describe('the error rate', () => {
  const errorRate = askedBy(overview).find(({ panel }) => panel === 'Error rate')?.expression ?? '';
  const requests = (status: string, perMinute: number): GivenSeries => ({ series: `http_requests_total{job="canvascast-api",instance="api-0",method="GET",route="/api/videos",status="${status}"}`, values: `0+${String(perMinute)}x60` });
  const value = (expr: string, number: number, labels = '{}'): Expected => ({ expr, eval_time: '30m', exp_samples: [{ labels, value: number }] });

  test('is 0.1 % when one request of a thousand fails, and zero when none does', async () => {
    expect(await ask('one', '1m', [requests('200', 999), requests('500', 1)], [value(errorRate, 0.001)])).toEqual(passed);
    expect(await ask('none', '1m', [requests('200', 1000)], [value(errorRate, 0)])).toEqual(passed);
  });

  test("would be 100 % in the document's form, which divides each series by itself", async () => {
    const documented = 'rate(http_requests_total{status=~"5.."}[5m]) / rate(http_requests_total[5m])';
    const labels = '{instance="api-0", job="canvascast-api", method="GET", route="/api/videos", status="500"}';
    expect(await ask('documented', '1m', [requests('200', 999), requests('500', 1)], [value(documented, 1, labels)])).toEqual(passed);
  });
});

test('the queue is as deep as one worker says, not as all of them together', async () => {
  const depth = askedBy(overview).find(({ panel }) => panel === 'Job queue depth')?.expression ?? '';
  const reported = (worker: string): GivenSeries => ({ series: `job_queue_depth{job="canvascast-worker",instance="${worker}",queue="video"}`, values: '100x60' });
  expect(await ask('depth', '1m', [reported('worker-0'), reported('worker-1')], [{ expr: depth, eval_time: '30m', exp_samples: [{ labels: '{}', value: 100 }] }])).toEqual(passed);
});
