import { describe, expect, test } from '@jest/globals';
import { environments } from '../../charts/environments/index';
import { dashboards } from '../../dashboards/index';
import { drawPage } from '../../lib/preview/draw/page';
import { generatedSource } from '../../lib/preview/generated/source';
import type { Body, DrawnPage } from '../../lib/preview/page-data';
import { previewFiles } from '../../lib/preview/preview';
import { alertsOf } from '../../lib/rule/group';
import { systems } from '../../rules/index';
import { everyKind } from '../dashboard/every-kind';

const alerts = systems.flatMap(({ groups }) => alertsOf(groups));

function bodiesOf(page: DrawnPage): readonly (readonly [string, Body])[] {
  return page.rows.flatMap(({ lines }) => lines.flat().map(({ title, body }) => [title, body] as const));
}

describe.each(environments.map((environment) => [environment.environment, environment] as const))('the preview of %s', (_name, environment) => {
  test('shows something in every panel of every dashboard', async () => {
    const own = environment.systems.flatMap(({ groups }) => alertsOf(groups));
    for (const dashboard of environment.dashboards) {
      const empty = bodiesOf(await drawPage(dashboard, generatedSource(own))).filter(([title, { kind }]) => kind === 'empty' && title !== 'Firing alerts');
      expect([dashboard.title, empty]).toEqual([dashboard.title, []]);
    }
  });
});

describe('a preview', () => {
  test('has a page for every dashboard, and a list of them that links to each', async () => {
    const files = await previewFiles(dashboards, generatedSource(alerts), 'Generated.');
    expect([...files.keys()]).toEqual(['index.html', ...dashboards.map(({ uid }) => `${uid}.html`)]);
    for (const { uid } of dashboards) expect(files.get('index.html')).toContain(`href="${uid}.html"`);
  });

  test('is the same text every time', async () => {
    const some = [everyKind, ...dashboards.slice(0, 2)];
    expect(await previewFiles(some, generatedSource(alerts), 'Generated.')).toEqual(await previewFiles(some, generatedSource(alerts), 'Generated.'));
  });

  test('is one file for each page: nothing is loaded from elsewhere, and the page itself forbids it', async () => {
    const files = await previewFiles([everyKind], generatedSource(alerts), 'Generated.');
    for (const html of files.values()) {
      expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"`);
      expect(html).not.toMatch(/<(script|img|iframe|link)\b[^>]*\b(src|href)="(?!data:)/);
      expect(html).not.toMatch(/@import|url\((?!data:)/);
    }
  });

  test('draws every kind of panel', async () => {
    const kinds = new Set(bodiesOf(await drawPage(everyKind, generatedSource(alerts))).map(([, { kind }]) => kind));
    expect(kinds).toEqual(new Set(['chart', 'values', 'gauges', 'bars', 'table', 'timeline', 'logs', 'spans', 'calls', 'text', 'empty']));
  });

  test('writes what a dashboard says as text, never as markup', async () => {
    const nasty = { ...everyKind, title: '<img src=x onerror=alert(1)>', description: '</script><script>alert(1)</script>' };
    const html = (await previewFiles([nasty], generatedSource([]), 'Generated.')).get('every-kind.html') ?? '';
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img src=x');
    expect(html).not.toContain('<script>alert(1)');
  });

  test('shows the alerts of whom the panel asks about, and none where none fits', async () => {
    const tables = async (dashboard: (typeof dashboards)[number]): Promise<string> => JSON.stringify(bodiesOf(await drawPage(dashboard, generatedSource(alerts))).filter(([title]) => title === 'Firing alerts'));
    const [overview] = dashboards;
    if (overview === undefined) throw new Error('there is no dashboard');
    const fitting = alerts.filter(({ severity, team }) => severity === 'warning' && team === 'canvascast').map(({ name }) => name);
    const shown = await tables(overview);
    expect(fitting.filter((name) => shown.includes(`"${name}"`)).length).toBe(1);
    expect(JSON.stringify(bodiesOf(await drawPage(overview, generatedSource([]))).filter(([title]) => title === 'Firing alerts'))).toContain('"kind":"empty"');
  });
});
