import { describe, expect, test } from '@jest/globals';
import { environments } from '../../charts/environments/index';
import { dashboards } from '../../dashboards/index';
import { drawPage } from '../../lib/preview/draw/page';
import { generatedSource } from '../../lib/preview/generated/source';
import type { Body, DrawnPage } from '../../lib/preview/page-data';
import { previewFiles } from '../../lib/preview/preview';
import type { Panel } from '../../lib/dashboard/panel/panel';
import type { Alert } from '../../lib/rule/alert';
import { alertsOf } from '../../lib/rule/group';
import { systems } from '../../rules/index';
import { everyKind } from '../dashboard/every-kind';

const alerts = systems.flatMap(({ groups }) => alertsOf(groups));

function bodiesOf(page: DrawnPage): readonly (readonly [string, Body])[] {
  return page.rows.flatMap(({ lines }) => lines.flat().map(({ title, body }) => [title, body] as const));
}

describe.each(environments.map((environment) => [environment.environment, environment] as const))('the preview of %s', (_name, environment) => {
  test('shows something in every panel of every dashboard', async () => {
    for (const dashboard of environment.dashboards) {
      const empty = bodiesOf(await drawPage(dashboard, generatedSource())).filter(([title, { kind }]) => kind === 'empty' && title !== 'Firing alerts');
      expect([dashboard.title, empty]).toEqual([dashboard.title, []]);
    }
  });
});

describe('a preview', () => {
  test('has a page for every dashboard, and a list of them that links to each', async () => {
    const files = await previewFiles(dashboards, generatedSource(), 'Generated.');
    expect([...files.keys()]).toEqual(['index.html', ...dashboards.map(({ uid }) => `${uid}.html`)]);
    for (const { uid } of dashboards) expect(files.get('index.html')).toContain(`href="${uid}.html"`);
  });

  test('is the same text every time', async () => {
    const some = [everyKind, ...dashboards.slice(0, 2)];
    expect(await previewFiles(some, generatedSource(), 'Generated.')).toEqual(await previewFiles(some, generatedSource(), 'Generated.'));
  });

  test('is one file for each page: nothing is loaded from elsewhere, and the page itself forbids it', async () => {
    const files = await previewFiles([everyKind], generatedSource(), 'Generated.');
    for (const html of files.values()) {
      expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"`);
      expect(html).not.toMatch(/<(script|img|iframe|link)\b[^>]*\b(src|href)="(?!data:)/);
      expect(html).not.toMatch(/@import|url\((?!data:)/);
    }
  });

  test('draws every kind of panel', async () => {
    const kinds = new Set(bodiesOf(await drawPage(everyKind, generatedSource())).map(([, { kind }]) => kind));
    expect(kinds).toEqual(new Set(['chart', 'values', 'gauges', 'bars', 'table', 'timeline', 'logs', 'spans', 'calls', 'text', 'empty']));
  });

  test('writes what a dashboard says as text, never as markup', async () => {
    const nasty = { ...everyKind, title: '<img src=x onerror=alert(1)>', description: '</script><script>alert(1)</script>' };
    const html = (await previewFiles([nasty], generatedSource(), 'Generated.')).get('every-kind.html') ?? '';
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img src=x');
    expect(html).not.toContain('<script>alert(1)');
  });
});

describe('a preview of a night with an alert', () => {
  const bodies = async (uid: string, firing: readonly Alert[]): Promise<ReadonlyMap<string, Body>> => {
    const dashboard = dashboards.find((one) => one.uid === uid);
    if (dashboard === undefined) throw new Error(`there is no dashboard ${uid}`);
    return new Map(bodiesOf(await drawPage(dashboard, generatedSource(firing))));
  };
  const named = (name: string): readonly Alert[] => alerts.filter((alert) => alert.name === name);

  test('shows it in the list of alerts, and no alert on a quiet day', async () => {
    expect(JSON.stringify((await bodies('canvascast-overview', named('HighErrorRate'))).get('Firing alerts'))).toMatch(/"HighErrorRate".*"critical".*"25 min"/);
    expect((await bodies('canvascast-overview', [])).get('Firing alerts')?.kind).toBe('empty');
    expect((await bodies('canvascast-overview', named('TargetDown'))).get('Firing alerts')?.kind).toBe('empty');
  });

  test('shows what the alert measures beyond its limit, and all else on the good side', async () => {
    const levels = async (firing: readonly Alert[]): Promise<readonly unknown[]> => {
      const all = await bodies('canvascast-overview', firing);
      return ['Error rate', 'p95 of answers', 'Failed jobs'].map((title) => {
        const body = all.get(title);
        return body?.kind === 'values' ? body.values.map(({ level }) => level) : body?.kind;
      });
    };
    expect(await levels([])).toEqual([['good'], ['good'], ['good']]);
    expect(await levels(named('HighErrorRate'))).toEqual([['critical'], ['good'], ['good']]);
    expect(await levels(named('HighJobFailureRate'))).toEqual([['good'], ['good'], ['critical']]);
  });

  test('turns a share of what goes well downwards', async () => {
    const rate = async (firing: readonly Alert[]): Promise<readonly unknown[]> => {
      const body = (await bodies('canvascast-pipeline', firing)).get('Job completion rate');
      return body?.kind === 'values' ? body.values.map(({ level }) => level) : [];
    };
    expect([await rate([]), await rate(named('HighJobFailureRate'))]).toEqual([['good'], ['critical']]);
  });

  test('shows since when, in one series of several', async () => {
    const tracks = async (firing: readonly Alert[]): Promise<readonly string[]> => {
      const body = (await bodies('belfry-stack', firing)).get('Since when');
      return body?.kind === 'timeline' ? body.tracks.map(({ pieces }) => pieces.at(-1)?.text ?? 'nothing') : [];
    };
    expect((await tracks(named('TargetDown'))).filter((text) => text === 'down')).toHaveLength(1);
    expect(await tracks([])).not.toContain('down');
  });

  test('shows every alert on the dashboard that it names, where that lists alerts', async () => {
    const empty: string[] = [];
    for (const alert of alerts.filter((one) => dashboards.some(({ uid }) => uid === one.dashboard))) {
      const dashboard = dashboards.find(({ uid }) => uid === alert.dashboard);
      const lists = dashboard === undefined ? [] : bodiesOf(await drawPage({ ...dashboard, annotations: [], rows: dashboard.rows.flatMap((row) => (row.panels.some(isList) ? [{ ...row, panels: row.panels.filter(isList) }] : [])) }, generatedSource([alert])));
      empty.push(...lists.filter(([, { kind }]) => kind === 'empty').map(([title]) => `${alert.name}: ${title} of ${alert.dashboard ?? ''}`));
    }
    expect(empty).toEqual([]);
  });
});

function isList(panel: Panel): boolean {
  return panel.kind === 'table' && panel.columns.some(({ query }) => query.labels.known.has('alertname'));
}
