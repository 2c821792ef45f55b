import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { environments } from '../../charts/environments/index';
import { generatedSource } from '../../lib/preview/generated/source';
import type { PageBrowser } from '../../lib/preview/pictures';
import { pictureOf, startBrowser } from '../../lib/preview/pictures';
import { previewFiles } from '../../lib/preview/preview';
import { everyKind } from '../dashboard/every-kind';
import { faultsIn } from './faults';

let folder: string;
let browser: PageBrowser;
let names: readonly string[];

/** The dashboards of every environment that is in dist/, and one with every kind of panel. */
const dashboards = [...new Map([...environments.flatMap((environment) => environment.dashboards), everyKind].map((dashboard) => [dashboard.uid, dashboard])).values()];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'belfry-preview-'));
  const files = await previewFiles(dashboards, generatedSource(), 'Generated data: nothing here was measured.');
  for (const [name, html] of files) writeFileSync(join(folder, name), html);
  names = [...files.keys()];
  browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function onPage<Result>(name: string, options: { readonly width: number; readonly theme: 'light' | 'dark' }, look: (page: Page) => Promise<Result>): Promise<Result> {
  const page = await browser.open(join(folder, name), options);
  try {
    return await look(page);
  } finally {
    await page.close();
  }
}

const looks = [{ width: 1280, theme: 'light' }, { width: 1920, theme: 'dark' }] as const;

test('no page has an error, a request to elsewhere, panels that overlap, or text that is cut, at 1280 and at 1920 pixels', async () => {
  expect(names.length).toBe(dashboards.length + 1);
  expect(await faultsIn(browser, names.map((name) => join(folder, name)), looks)).toEqual([]);
}, 240_000);

describe('what the search for faults finds', () => {
  const broken = (change: (html: string) => string): Promise<readonly string[]> => {
    const file = join(folder, 'broken.html');
    writeFileSync(file, change(readFileSync(join(folder, 'every-kind.html'), 'utf8')));
    return faultsIn(browser, [file], [looks[0]]);
  };

  test.each<readonly [string, string, string]>([
    ['an error of the script', '<script>throw new Error("broken")</script>', 'error'],
    ['a request to elsewhere', '<img src="http://127.0.0.1:9/elsewhere.png" alt="">', 'error'],
    ['a panel on top of another', '<style>.panel:nth-of-type(2){margin-left:-80px}</style>', 'overlap'],
    ['text that is cut', '<style>.panel h3 span{display:block;height:6px;overflow:hidden}</style>', 'cut'],
    ['text that sticks out of its panel', '<style>.panel h3 span{white-space:nowrap;padding-left:1300px}</style>', 'out of'],
    ['a chart that is not drawn', '<style>.chart canvas{display:none}</style>', 'not drawn'],
  ])('%s', async (_what, extra, expected) => {
    expect((await broken((html) => html.replace('</body>', `${extra}</body>`))).join('\n')).toContain(expected);
  }, 60_000);

  test('nothing where nothing was broken', async () => {
    expect(await broken((html) => html)).toEqual([]);
  }, 60_000);
});

describe('a reader', () => {
  test('without a mouse reads the values of a chart with the arrow keys, and hears them', async () => {
    const readings = await onPage('canvascast-overview.html', { width: 1280, theme: 'light' }, async (page) => {
      await page.locator('.chart').first().focus();
      await page.keyboard.press('Home');
      const first = await page.getByRole('status').first().innerText();
      await page.keyboard.press('ArrowRight');
      return [first, await page.getByRole('status').first().innerText()];
    });
    expect(readings[0]).toMatch(/2026-01-15 06:00/);
    expect(readings[1]).not.toEqual(readings[0]);
  }, 60_000);

  test('reaches everything that can be used, in the order of the page, with a name for each', async () => {
    const names = await onPage('canvascast-overview.html', { width: 1280, theme: 'light' }, async (page) => {
      const reached: string[] = [];
      for (let step = 0; step < 12; step += 1) {
        await page.keyboard.press('Tab');
        reached.push(await page.evaluate("(() => { const e = document.activeElement; return e.getAttribute('aria-label') ?? e.textContent.trim(); })()"));
      }
      return reached;
    });
    expect(names.slice(0, 6)).toEqual(['Skip to the content', 'All dashboards', 'CanvasCast Pipeline', 'CanvasCast Business', 'Use dark colours', 'Is it broken, for whom, since when']);
    expect(names).not.toContain('');
  }, 60_000);

  test('hears headings, and panels by their titles', async () => {
    await onPage('canvascast-overview.html', { width: 1280, theme: 'light' }, async (page) => {
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      expect(await page.getByRole('region', { name: 'Error rate', exact: true }).count()).toBe(1);
      expect(await page.getByRole('table').count()).toBeGreaterThan(4);
    });
  }, 60_000);

  test('changes the colours, and the charts follow', async () => {
    await onPage('canvascast-overview.html', { width: 1280, theme: 'light' }, async (page) => {
      const before = await page.locator('.chart canvas').first().screenshot();
      await page.getByRole('button', { name: 'Use dark colours' }).click();
      expect(await page.evaluate("document.documentElement.dataset.theme")).toBe('dark');
      expect((await page.locator('.chart canvas').first().screenshot()).equals(before)).toBe(false);
    });
  }, 60_000);

  test('opens the description of a panel', async () => {
    await onPage('canvascast-overview.html', { width: 1280, theme: 'light' }, async (page) => {
      const description = page.locator('.description').first();
      expect(await description.isVisible()).toBe(false);
      await page.locator('.help').first().press('Enter');
      expect(await description.isVisible()).toBe(true);
    });
  }, 60_000);

  test.each(['light', 'dark'] as const)('can tell text from its ground, %s', async (theme) => {
    const contrasts = await onPage('canvascast-overview.html', { width: 1280, theme }, (page) => page.evaluate<readonly (readonly [string, number])[]>(contrastScript));
    expect(contrasts.length).toBeGreaterThan(7);
    // Source of the limit: https://www.w3.org/TR/WCAG22/#contrast-minimum
    expect(contrasts.filter(([, contrast]) => contrast < 4.5)).toEqual([]);
  }, 60_000);
});

test('a picture is as wide as asked and as long as its page, and the themes differ', async () => {
  const file = join(folder, 'canvascast-overview.html');
  const light = await pictureOf(browser, file, { width: 1280, theme: 'light' });
  const dark = await pictureOf(browser, file, { width: 1920, theme: 'dark' });
  // Source of the offsets: https://www.w3.org/TR/png-3/#11IHDR
  expect([light.readUInt32BE(16), dark.readUInt32BE(16)]).toEqual([1280, 1920]);
  expect(light.readUInt32BE(20)).toBeGreaterThan(1500);
  expect(light.equals(dark)).toBe(false);
}, 60_000);

test('a browser that is not there is a diagnostic', async () => {
  await expect(startBrowser(join(folder, 'no-such-browser'))).rejects.toMatchObject({ problems: [{ check: 'preview/browser', fix: 'name a Chromium with --browser' }] });
});

/** Contrast of every colour of text with the ground of panels. Source of the formula: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
const contrastScript = `(() => {
  const style = getComputedStyle(document.documentElement);
  const channel = (value) => { const part = value / 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; };
  const luminance = (name) => {
    const box = document.createElement('i');
    box.style.color = style.getPropertyValue(name);
    document.body.append(box);
    const [r, g, b] = getComputedStyle(box).color.match(/\\d+/g).map(Number);
    box.remove();
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  };
  return ['--ink', '--faint', '--link', '--good', '--notice', '--warning', '--critical', '--neutral'].map((name) => {
    const [low, high] = [luminance(name), luminance('--panel')].sort((a, b) => a - b);
    return [name, (high + 0.05) / (low + 0.05)];
  });
})()`;
