import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dashboards } from '../../dashboards/index';
import type { Dashboard } from '../../lib/dashboard/model';
import type { AnsweredSeries } from '../../lib/preview/live/prometheus-api';
import type { AskingPanel } from './asked';
import { askingPanels, filledIn, stepOf } from './asked';
import { lacks } from './need';
import type { FilledPrometheus } from './samples';
import { startFilled } from './samples';

/** The moment at which every dashboard is opened. */
const now = Date.UTC(2026, 0, 1, 12) / 1000;

let folder: string;
let filled: FilledPrometheus;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-panels-'));
  filled = await startFilled(folder, now);
}, 240_000);

afterAll(async () => {
  await filled.program.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A panel that asks Prometheus alone. */
function asksPrometheus({ targets }: AskingPanel): boolean {
  return targets.every(({ datasource }) => datasource?.uid === 'prometheus');
}

/** Asks what Grafana asks when the dashboard is opened, over the dashboard's own range; `before` seconds earlier. */
function ask(dashboard: Dashboard, { targets }: AskingPanel, before = 0): Promise<readonly (readonly AnsweredSeries[])[]> {
  const step = stepOf(dashboard);
  const to = now - before;
  return Promise.all(
    targets.map((target) => {
      if (!('expr' in target)) throw new Error('this target asks nothing');
      const expression = filledIn(target.expr, step);
      return 'range' in target && target.range ? filled.api.range(expression, { from: to - dashboard.range.value, to }, step) : filled.api.newest(expression, to);
    }),
  );
}

describe.each(dashboards.map((dashboard) => [dashboard.title, dashboard] as const))('%s', (_title, dashboard) => {
  const panels = askingPanels(dashboard).filter(asksPrometheus);

  test('shows in every panel what its kind needs, over its own range, from what its metrics look like on a good day', async () => {
    expect(panels.length).toBeGreaterThan(3);
    const found = await Promise.all(panels.map(async (panel) => ({ panel: panel.title, lacks: lacks({ panel, answers: await ask(dashboard, panel) }) })));
    expect(found.filter((one) => one.lacks.length > 0)).toEqual([]);
  }, 120_000);

  test('would be found out if it showed nothing: long before the first sample, every panel lacks something', async () => {
    const long = 400 * 86_400;
    const dependent = panels.filter(({ targets }) => !targets.every((target) => 'expr' in target && target.expr.includes('vector(0)')));
    const found = await Promise.all(dependent.map(async (panel) => ({ panel: panel.title, lacks: lacks({ panel, answers: await ask(dashboard, panel, long) }).length })));
    expect(found.filter((one) => one.lacks === 0)).toEqual([]);
  }, 120_000);
});
