import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { mistake } from '../core/problem';

export type Theme = 'light' | 'dark';

export interface PageLook {
  /** Pixels. */
  readonly width: number;
  readonly theme: Theme;
}

/** A browser without a window, for pages that have been written to files. */
export interface PageBrowser {
  /** A page that shows nothing yet. */
  readonly blank: (options: PageLook) => Promise<Page>;
  /** A page whose charts are drawn. */
  readonly open: (file: string, options: PageLook) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** What Debian, other distributions and Google call it. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const;

/** @throws BelfryError when there is no Chromium */
export async function startBrowser(program?: string): Promise<PageBrowser> {
  const executablePath = program ?? installedChromium();
  let browser: Browser;
  try {
    // A container's own sandbox holds what Chromium's would; it opens files that Belfry has just written, and no others.
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'] });
  } catch (error) {
    throw mistake({ check: 'preview/browser', message: `the browser does not start: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`, place: { file: executablePath }, fix: 'name a Chromium with --browser' });
  }
  const blank = ({ width, theme }: PageLook): Promise<Page> => browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' });
  return {
    blank,
    open: async (file, look) => {
      const page = await blank(look);
      await show(page, file);
      return page;
    },
    close: () => browser.close(),
  };
}

/** Goes to a page, and waits until its charts are drawn. */
export async function show(page: Page, file: string): Promise<void> {
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction("document.documentElement.dataset.drawn === 'yes'");
}

function installedChromium(): string {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (found !== undefined) return found;
  throw mistake({ check: 'preview/no-browser', message: 'there is no Chromium on this machine', place: { subject: 'belfry preview --pictures' }, why: 'pictures are taken by a real browser', fix: 'install it (Debian: apt-get install chromium), or name one with --browser' });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface PictureOptions {
  /** Pixels. @default 1280 */
  readonly width?: number;
  /** @default light */
  readonly theme?: Theme;
}

/** A PNG of a whole page, as long as it is. */
export async function pictureOf(browser: PageBrowser, file: string, { width = 1280, theme = 'light' }: PictureOptions = {}): Promise<Buffer> {
  const page = await browser.open(file, { width, theme });
  try {
    // Charts are drawn anew when the length of the page changes its width by a scroll bar.
    await page.waitForFunction("document.fonts.status === 'loaded'");
    return await page.screenshot({ fullPage: true });
  } finally {
    await page.close();
  }
}
