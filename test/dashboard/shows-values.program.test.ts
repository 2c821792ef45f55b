import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { overview } from '../../dashboards/canvascast/overview';
import type { Data } from '../../lib/core/yaml';
import { toYaml } from '../../lib/core/yaml';
import { runTool } from '../../tools/toolchain';
import { askingPanels } from './asked';

/** A series as `promtool test rules` reads it. */
interface GivenSeries {
  readonly series: string;
  readonly values: string;
}

interface Expected {
  readonly expr: string;
  readonly eval_time: string;
  readonly exp_samples: readonly { readonly labels: string; readonly value: number }[];
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-values-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a panel of the overview asks, for every route. */
function expressionOf(title: string): string {
  const [target] = askingPanels(overview).find((panel) => panel.title === title)?.targets ?? [];
  if (target === undefined || !('expr' in target)) throw new Error(`the overview has no panel '${title}'`);
  return target.expr.replaceAll(/=~"\$\w+"/g, '=~".*"');
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

const firingAlert: readonly GivenSeries[] = [
  { series: 'ALERTS{alertname="HighErrorRate",alertstate="firing",severity="critical",team="canvascast",service="api"}', values: '1x180' },
  { series: 'ALERTS_FOR_STATE{alertname="HighErrorRate",severity="critical",team="canvascast",service="api"}', values: '3600x180' },
];

test('the table of firing alerts says how long each has been firing', async () => {
  const firing = expressionOf('Firing alerts');
  const since = { labels: '{alertname="HighErrorRate", service="api", severity="critical"}', value: 7200 - 3600 };
  expect(await ask('firing', '1m', firingAlert, [{ expr: firing, eval_time: '2h', exp_samples: [since] }])).toEqual(passed);
});

describe('the error rate', () => {
  const errorRate = expressionOf('Error rate');
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
  const depth = expressionOf('Job queue depth');
  const reported = (worker: string): GivenSeries => ({ series: `job_queue_depth{job="canvascast-worker",instance="${worker}",queue="video"}`, values: '100x60' });
  expect(await ask('depth', '1m', [reported('worker-0'), reported('worker-1')], [{ expr: depth, eval_time: '30m', exp_samples: [{ labels: '{}', value: 100 }] }])).toEqual(passed);
});
