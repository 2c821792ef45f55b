import type { Dashboard } from '../dashboard/model';
import { drawPage } from './draw/page';
import { indexHtml, pageHtml } from './html/page';
import { chartStyle, pageScript } from './html/page-parts';
import type { DrawnPage } from './page-data';
import type { PreviewSource } from './source';

/** The pages of a preview by their file names: `index.html`, and one for each dashboard, called after its uid. */
export type PreviewFiles = ReadonlyMap<string, string>;

/**
 * Draws dashboards as pages that need no Grafana, no server and no network: each is one file.
 *
 *     const files = await previewFiles(dashboards, generatedSource(), 'Generated data: nothing here was measured.');
 *     files.get('canvascast-overview.html')   // <!doctype html>...
 *
 * The same dashboards and the same answers give the same text.
 *
 * @throws BelfryError when the source refuses a query
 */
export async function previewFiles(dashboards: readonly Dashboard[], source: PreviewSource, origin: string): Promise<PreviewFiles> {
  const parts = { script: pageScript(), chartStyle: chartStyle(), origin };
  const pages: DrawnPage[] = [];
  // One after the other: a live Prometheus answers the queries of one dashboard at a time, as it would for a reader.
  for (const dashboard of dashboards) pages.push(await drawPage(dashboard, source));
  const uids = new Set(pages.map(({ uid }) => uid));
  return new Map([['index.html', indexHtml(pages, parts)], ...pages.map((page) => [`${page.uid}.html`, pageHtml(page, uids, parts)] as const)]);
}
