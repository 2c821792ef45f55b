import type { Page } from 'playwright-core';
import type { PageBrowser, PageLook } from '../../lib/preview/pictures';
import { show } from '../../lib/preview/pictures';

/**
 * Everything that a reader of pages would stumble over: errors, requests, overlaps, cut text, charts that are empty. Each
 * page is loaded once, with all its rows open, and looked at in every look.
 */
export async function faultsIn(browser: PageBrowser, files: readonly string[], looks: readonly [PageLook, ...PageLook[]]): Promise<readonly string[]> {
  const page = await browser.blank(looks[0]);
  const faults: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') faults.push(`error: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => { if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) faults.push(`request: ${request.url()}`); });
  try {
    for (const file of files) {
      await show(page, file);
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      for (const look of looks) faults.push(...(await layoutFaults(page, look)).map((fault) => `${file} at ${String(look.width)}, ${look.theme}: ${fault}`));
    }
    return faults;
  } finally {
    await page.close();
  }
}

async function layoutFaults(page: Page, { width, theme }: PageLook): Promise<readonly string[]> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: theme });
  // Charts are drawn anew in the frame after the one in which their places changed.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined))))');
  return page.evaluate<readonly string[]>(layoutScript);
}

const layoutScript = `(() => {
  const faults = [];
  const name = (element) => (element.closest('.panel')?.querySelector('h3 span')?.textContent ?? 'page') + ': ' + element.textContent.trim().slice(0, 40);
  const boxes = [...document.querySelectorAll('.panel, .row > summary, header')].map((element) => [element, element.getBoundingClientRect()]);
  for (const [i, [a, one]] of boxes.entries()) {
    for (const [b, other] of boxes.slice(i + 1)) {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (wide > 0.5 && high > 0.5) faults.push('overlap: ' + name(a) + ' and ' + name(b));
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push('out of the page: ' + document.documentElement.scrollWidth);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.textContent.trim() === '' || element.closest('script, style, .unseen, .skip, [hidden]') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    if (text.width === 0) continue;
    for (let box = element; box !== document.body; box = box.parentElement) {
      const edge = box.getBoundingClientRect();
      const hides = getComputedStyle(box).overflow !== 'visible';
      if (hides && (text.right > edge.right + 1 || text.bottom > edge.bottom + 2 || text.left < edge.left - 1 || text.top < edge.top - 2)) faults.push('cut: ' + name(element));
      if (box.classList.contains('panel') && (text.right > edge.right + 1 || text.bottom > edge.bottom + 1 || text.left < edge.left - 1)) faults.push('out of its panel: ' + name(element));
    }
  }
  for (const place of document.querySelectorAll('[data-chart]')) {
    const canvas = place.querySelector('canvas');
    if (canvas === null || canvas.getBoundingClientRect().width === 0) { faults.push('not drawn: ' + name(place)); continue; }
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let inked = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at] > 0) inked += 1;
    if (inked < 50) faults.push('not drawn: ' + name(place));
    if (place.getBoundingClientRect().bottom > place.closest('.panel').getBoundingClientRect().bottom + 1) faults.push('out of its panel: chart of ' + name(place));
  }
  return [...new Set(faults)];
})()`;
