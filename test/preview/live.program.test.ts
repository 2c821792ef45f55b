import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dashboards } from '../../dashboards/index';
import { seconds } from '../../lib/core/duration';
import { drawPage } from '../../lib/preview/draw/page';
import { PrometheusApi } from '../../lib/preview/live/prometheus-api';
import { liveSource } from '../../lib/preview/live/source';
import type { Body } from '../../lib/preview/page-data';
import { everyKind } from '../dashboard/every-kind';
import type { FilledPrometheus } from '../dashboard/samples';
import { startFilled } from '../dashboard/samples';

const now = Date.UTC(2026, 0, 1, 12) / 1000;

let folder: string;
let filled: FilledPrometheus;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-live-'));
  filled = await startFilled(folder, now);
}, 240_000);

afterAll(async () => {
  await filled.program.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function drawn(dashboard: (typeof dashboards)[number], url = filled.url, at = now): Promise<readonly (readonly [string, Body])[]> {
  const page = await drawPage(dashboard, liveSource(new PrometheusApi(url), at));
  return page.rows.flatMap(({ lines }) => lines.flat().map(({ title, body }) => [title, body] as const));
}

describe('a preview of what Prometheus answers', () => {
  test('shows something in every panel that asks it', async () => {
    for (const dashboard of dashboards) {
      const empty = (await drawn(dashboard)).filter(([, body]) => body.kind === 'empty' && !/Loki|Jaeger/.test(body.why));
      expect([dashboard.title, empty]).toEqual([dashboard.title, []]);
    }
  }, 120_000);

  test('shows its numbers, and nothing where it has none', async () => {
    const overview = dashboards.filter(({ uid }) => uid === 'canvascast-overview');
    const bodies = new Map((await Promise.all(overview.map((dashboard) => drawn(dashboard)))).flat());
    // Every gauge of the sample data is 1, and so everything is up and connected.
    const running = bodies.get('Running and connected');
    expect(running?.kind === 'timeline' ? new Set(running.tracks.flatMap(({ pieces }) => pieces.map(({ text }) => text))) : 'no timeline').toEqual(new Set(['up']));
    const depth = bodies.get('Job queue depth');
    expect(depth?.kind === 'gauges' ? depth.gauges.map(({ text }) => text) : 'no gauge').toEqual(['1 jobs']);
    const long = await Promise.all(overview.map((dashboard) => drawn(dashboard, filled.url, now - 400 * 86_400)));
    expect(long.flat().filter(([, { kind }]) => kind === 'chart')).toEqual([]);
  }, 60_000);

  test('says of logs and traces that they are not asked for', async () => {
    const { api } = filled;
    expect(await api.range('up', { from: now - 60, to: now }, seconds(15))).not.toEqual([]);
    const traces = dashboards.find(({ uid }) => uid === 'belfry-traces');
    const bodies = traces === undefined ? [] : await drawn(traces);
    expect(bodies.filter(([, body]) => body.kind === 'empty').map(([title]) => title)).toEqual(['Services', 'Trace']);
  }, 60_000);

  test('a query that Prometheus refuses, and an address of something else, are diagnostics', async () => {
    await expect(filled.api.newest('sum(', now)).rejects.toMatchObject({ problems: [{ check: 'preview/refused' }] });
    await expect(drawn(everyKind, `${filled.url}/elsewhere`)).rejects.toMatchObject({ problems: [{ check: 'preview/refused', fix: 'name the address of a Prometheus 3, without /api/v1' }] });
  }, 60_000);
});
